import 'server-only'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's password storage cheat sheet: argon2id (the package's number 2) with 19 MiB, two passes, one lane. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash of nobody's password, made with the same parameters: comparing with it takes as long as with a real one. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$0E0Tk835FRRHoQm/QQCefA$nIlZshPmdlkylVgTnhOkCEeMcAllMgqcuNxIBII/HeA'

/** The argon2id hash of a password, in PHC form with its own salt. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

/** Whether the password is the one behind the hash. Without a hash the answer is no, after the same work. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODYS_HASH, password)
  return matches && passwordHash !== null
}
