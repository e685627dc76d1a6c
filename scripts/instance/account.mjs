import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const SETPRIV_PATHS = ['/usr/bin/setpriv', '/bin/setpriv']

function findUser(matches) {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const fields = lines.map((line) => line.split(':')).find((candidate) => matches(candidate))
  return fields ? { name: fields[0], uid: Number(fields[2]), gid: Number(fields[3]) } : null
}

function createUser() {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']
  const made = spawnSync('useradd', args, { encoding: 'utf8' })
  const user = findUser(([name]) => name === 'postgres')
  if (user) return user
  throw new Error(
    `Postgres refuses to run as root, and the user postgres could not be created: ${made.stderr || made.error?.message}`,
  )
}

/**
 * The ordinary user to run Postgres as when we are root, which Postgres refuses to be: the owner of
 * the existing cluster, else `postgres`, created when missing. Null when we are an ordinary user.
 */
export function postgresAccount(clusterDirectory) {
  if (process.getuid?.() !== 0) return null
  if (existsSync(clusterDirectory)) {
    const { uid, gid } = statSync(clusterDirectory)
    if (uid !== 0)
      return { name: findUser((fields) => Number(fields[2]) === uid)?.name ?? String(uid), uid, gid }
  }
  return findUser(([name]) => name === 'postgres') ?? createUser()
}

/** True when the account may walk down to the path through all directories above it. */
function canReach(path, account) {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const { mode, uid, gid } = statSync(directory)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (directory === dirname(directory)) return true
  }
}

/**
 * How to run a Postgres binary as the account. Below a closed directory, such as /root, the account gets
 * the one capability that lets it pass, since changing the mode of somebody's directories is not ours.
 */
export function runAs(account, binary, args, clusterDirectory) {
  if (!account) return { command: binary, args, options: {} }
  const ids = { uid: account.uid, gid: account.gid }
  if (canReach(binary, account) && canReach(clusterDirectory, account)) {
    return { command: binary, args, options: ids }
  }
  const setpriv = SETPRIV_PATHS.find((path) => existsSync(path))
  if (!setpriv) {
    throw new Error(
      `Postgres runs as the user ${account.name}, who cannot enter ${clusterDirectory} or ${binary}. ` +
        'Move the checkout and DATA_DIR to where every user may enter, or start as an ordinary user.',
    )
  }
  // Without the securebit, access(2) would ignore the capability, and initdb looks for postgres by it.
  const capability = [
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ]
  const user = [`--reuid=${account.uid}`, `--regid=${account.gid}`]
  return { command: setpriv, args: [...user, '--clear-groups', ...capability, binary, ...args], options: {} }
}
