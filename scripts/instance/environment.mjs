import { dataDirectoryOf } from './data-directory.mjs'

const SETTINGS =
  /^(PORT|HOST|DATA_DIR|DATABASE_\w+|DEMO|SIMULATOR_URL|POLICY_PRESET|(WECHATPAY|ALIPAY|NUONUO|RESEND|NEXTAUTH)_\w+|MAIL_FROM|CRON_SECRET|METRICS_KEY|PERSONAL_DATA_KEY|TRUST_PROXY)$/
const LOOPBACK = /^(127(\.\d+){3}|localhost|::1)$/

/** Those variables that are settings of the product. */
export function settingsAmong(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => SETTINGS.test(name)))
}

function portOf(value) {
  const port = Number(value)
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port
  throw new Error(`PORT must be a number from 1 to 65535, not ${value}.`)
}

function demoOf(env) {
  const value = env.DEMO || (env.DATABASE_URL ? '0' : '1')
  if (value === '0' || value === '1') return value === '1'
  throw new Error(`DEMO must be 0 or 1, not ${value}.`)
}

/** The settings that decide which programs an instance consists of. Throws a sentence for the user. */
export function readSettings(env) {
  const demo = demoOf(env)
  if (env.SIMULATOR_URL && !demo) throw new Error('SIMULATOR_URL works only with DEMO=1.')
  return {
    demo,
    port: portOf(env.PORT || '3000'),
    host: env.HOST || (demo ? '127.0.0.1' : '0.0.0.0'),
    dataDirectory: dataDirectoryOf(env),
    databaseUrl: env.DATABASE_URL || null,
    simulatorUrl: env.SIMULATOR_URL?.replace(/\/$/, '') || null,
  }
}

/** An address of the web server that works on this machine, whatever it is bound to. */
export function localUrl({ host, port }) {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

/** Only demo or a loopback address may go without an explicit address: mails and notices would carry it. */
function publicUrl(settings, env) {
  if (env.NEXTAUTH_URL) return env.NEXTAUTH_URL
  return settings.demo || LOOPBACK.test(settings.host) ? localUrl(settings) : undefined
}

/** Generated secrets are for the demo; with DEMO=0 they are asked for and checked by lib/env.ts. */
function secretsFor(settings, env, secrets) {
  return {
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET || (settings.demo ? secrets.nextauthSecret : undefined),
    CRON_SECRET: env.CRON_SECRET || (settings.demo ? secrets.cronSecret : undefined),
    PERSONAL_DATA_KEY: env.PERSONAL_DATA_KEY || (settings.demo ? secrets.personalDataKey : undefined),
  }
}

/** Simulator keys, except for a channel that the user has configured with keys of a real one. */
function gatewayFor(env, credentials) {
  const configured = (prefix) => Object.keys(env).some((name) => name.startsWith(prefix) && env[name])
  return Object.fromEntries(
    Object.entries(credentials).filter(([name]) => !configured(`${name.split('_', 1)[0]}_`)),
  )
}

/**
 * The settings that the web process and the jobs run with, beside what they inherit.
 * `database` holds the addresses `app` and `owner`; unset values are left out.
 */
export function productEnvironment(
  settings,
  env,
  { secrets, database, simulatorUrl = null, credentials = {} },
) {
  const values = {
    PORT: String(settings.port),
    HOST: settings.host,
    DATA_DIR: settings.dataDirectory,
    DATABASE_URL: database.app,
    DATABASE_DIRECT_URL: database.owner,
    DEMO: settings.demo ? '1' : '0',
    SIMULATOR_URL: simulatorUrl ?? undefined,
    NEXTAUTH_URL: publicUrl(settings, env),
    ...secretsFor(settings, env, secrets),
    ...gatewayFor(env, credentials),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
