import { z } from 'zod'

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])
const WEAK_WORDS = /change.?me|placeholder|example|password|secret|your[-_ ]|default|billing/i
const LEAST_SECRET_LENGTH = 32
const LEAST_DISTINCT_CHARACTERS = 10

/** Names of the settings of a channel that pays or issues: all that are needed once one of them is set, and its address. */
const CHANNELS = {
  wechatpay: {
    needed: [
      'WECHATPAY_MCHID',
      'WECHATPAY_APPID',
      'WECHATPAY_MERCHANT_SERIAL',
      'WECHATPAY_MERCHANT_PRIVATE_KEY',
      'WECHATPAY_APIV3_KEY',
      'WECHATPAY_PLATFORM_KEYS',
    ],
    address: 'WECHATPAY_BASE_URL',
  },
  alipay: {
    needed: ['ALIPAY_APP_ID', 'ALIPAY_SELLER_ID', 'ALIPAY_APP_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'],
    address: 'ALIPAY_GATEWAY',
  },
  nuonuo: {
    needed: ['NUONUO_APP_KEY', 'NUONUO_APP_SECRET', 'NUONUO_ACCESS_TOKEN'],
    address: 'NUONUO_BASE_URL',
  },
} as const

const text = z.string().optional()
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional()
const databaseAddress = z
  .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
  .optional()

function wholeNumber(least: number, most: number, fallback: number) {
  const sentence = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,6}$/, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence)
    .default(fallback)
}

const settings = z.object({
  PORT: wholeNumber(1, 65_535, 3000),
  HOST: text,
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: databaseAddress,
  DATABASE_DIRECT_URL: databaseAddress,
  DATABASE_POOL_SIZE: wholeNumber(1, 500, 20),
  SIMULATOR_URL: webAddress,
  POLICY_PRESET: z
    .enum(['standard', 'prepaid-orders', 'wallet-statements', 'cloud-statements'], {
      error: 'must be standard, prepaid-orders, wallet-statements or cloud-statements',
    })
    .default('standard'),
  NEXTAUTH_URL: webAddress,
  NEXTAUTH_SECRET: text,
  CRON_SECRET: text,
  METRICS_KEY: text,
  PERSONAL_DATA_KEY: text,
  TRUST_PROXY: wholeNumber(0, 16, 0),
  RESEND_API_KEY: text,
  MAIL_FROM: text,
  WECHATPAY_BASE_URL: webAddress,
  WECHATPAY_MCHID: text,
  WECHATPAY_APPID: text,
  WECHATPAY_MERCHANT_SERIAL: text,
  WECHATPAY_MERCHANT_PRIVATE_KEY: text,
  WECHATPAY_APIV3_KEY: text,
  WECHATPAY_PLATFORM_KEYS: text,
  ALIPAY_GATEWAY: webAddress,
  ALIPAY_APP_ID: text,
  ALIPAY_SELLER_ID: text,
  ALIPAY_APP_PRIVATE_KEY: text,
  ALIPAY_PUBLIC_KEY: text,
  NUONUO_BASE_URL: webAddress,
  NUONUO_APP_KEY: text,
  NUONUO_APP_SECRET: text,
  NUONUO_ACCESS_TOKEN: text,
})

type Source = Readonly<Record<string, string | undefined>>
type Needed = 'DATABASE_URL' | 'DATABASE_DIRECT_URL' | 'NEXTAUTH_SECRET' | 'CRON_SECRET' | 'PERSONAL_DATA_KEY'
type Parsed = z.output<typeof settings>

/**
 * The settings after parsing. `DEMO` is true for the demo; `TRUST_PROXY` counts the proxies in front;
 * `DATABASE_POOLED` is true behind PgBouncer in transaction mode, and DATABASE_URL has lost the word that said so.
 */
export type Env = Omit<Parsed, Needed | 'NEXTAUTH_URL'> & {
  readonly [Name in Needed]: string
} & { readonly DEMO: boolean; readonly DATABASE_POOLED: boolean; readonly NEXTAUTH_URL: string }

/** Thrown when settings are missing or wrong; the message has one line for each and never a value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

function looksGuessable(secret: string): boolean {
  if (WEAK_WORDS.test(secret) || new Set(secret).size < LEAST_DISTINCT_CHARACTERS) return true
  // Twice the string without its ends contains the string exactly when it repeats a shorter one.
  if (`${secret}${secret}`.slice(1, -1).includes(secret)) return true
  const codes = [...secret].map((character) => character.charCodeAt(0))
  const neighbours = codes.filter((code, at) => Math.abs(code - (codes[at - 1] ?? code + 9)) <= 1).length
  return neighbours * 2 > codes.length
}

const SECRETS = ['NEXTAUTH_SECRET', 'CRON_SECRET', 'PERSONAL_DATA_KEY', 'METRICS_KEY'] as const

function* secretProblems(source: Source) {
  for (const name of SECRETS) {
    const secret = source[name]
    // Without its key nobody is told the metrics.
    if (!secret && name === 'METRICS_KEY') continue
    if (!secret)
      yield `${name} is missing: it must be a random string of at least ${LEAST_SECRET_LENGTH} characters.`
    else if (secret.length < LEAST_SECRET_LENGTH) {
      yield `${name} is too short: it needs at least ${LEAST_SECRET_LENGTH} random characters.`
    } else if (looksGuessable(secret)) {
      yield `${name} is guessable: use a random string, such as the output of \`openssl rand -base64 32\`.`
    }
  }
  for (const [at, name] of SECRETS.entries()) {
    const same = SECRETS.slice(0, at).find((other) => source[name] && source[other] === source[name])
    if (same) yield `${name} must differ from ${same}.`
  }
}

/** A database's address, and whether it says that PgBouncer stands in front of it, in transaction mode. */
function readPooled(address: string | undefined) {
  if (!address) return { address, pooled: false }
  const url = new URL(address)
  const pooled = url.searchParams.get('pgbouncer') === 'true'
  url.searchParams.delete('pgbouncer')
  return { address: pooled ? url.href : address, pooled }
}

function* poolProblems({ DATABASE_URL, DATABASE_DIRECT_URL = DATABASE_URL }: Source) {
  if (!URL.canParse(DATABASE_DIRECT_URL ?? '') || !readPooled(DATABASE_DIRECT_URL).pooled) return
  // The worker listens and holds locks for as long as it lives, which no pooled connection can.
  yield 'DATABASE_DIRECT_URL must lead past the pooler: migrations and the worker cannot share a connection.'
}

function* productionProblems(source: Source) {
  yield* secretProblems(source)
  if (!source['DATABASE_URL']) yield 'DATABASE_URL is missing.'
  if (source['SIMULATOR_URL']) yield 'SIMULATOR_URL works only with DEMO=1.'
  const address = source['NEXTAUTH_URL']
  if (!address) yield 'NEXTAUTH_URL is missing: it is the address that people and payment channels reach.'
  else if (URL.canParse(address)) {
    const { protocol, hostname } = new URL(address)
    if (protocol !== 'https:' && !LOOPBACK_HOSTS.has(hostname)) {
      yield 'NEXTAUTH_URL must be an https address, or http on this machine only.'
    }
  }
}

function* channelProblems(source: Source) {
  for (const { needed, address } of Object.values(CHANNELS)) {
    const missing = needed.filter((name) => !source[name])
    if (missing.length === needed.length && !source[address]) continue
    for (const name of missing) yield `${name} is missing: the other settings of this channel are set.`
  }
  if (source['RESEND_API_KEY'] && !source['MAIL_FROM']) {
    yield 'MAIL_FROM is missing: mail by Resend needs a sender.'
  }
}

function* shapeProblems(parsed: z.ZodSafeParseResult<Parsed>) {
  for (const issue of parsed.error?.issues ?? []) yield `${issue.path.join('.')} ${issue.message}.`
}

/**
 * Reads the settings from a set of variables; empty ones count as unset. DEMO is 1 unless a database is
 * given. With DEMO=0 weak or missing secrets are refused. Throws EnvironmentError naming every problem.
 */
export function readEnv(raw: Source) {
  const source: Source = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''))
  const demo = source['DEMO'] ?? (source['DATABASE_URL'] ? '0' : '1')
  const parsed = settings.safeParse(source)
  const problems = [...shapeProblems(parsed), ...channelProblems(source), ...poolProblems(source)]
  if (demo !== '0' && demo !== '1') problems.push('DEMO must be 0 or 1.')
  if (demo !== '1') problems.push(...productionProblems(source))
  if (problems.length > 0 || !parsed.success) throw new EnvironmentError(problems.join('\n'))
  const { data } = parsed
  const { address, pooled } = readPooled(data.DATABASE_URL)
  return {
    ...data,
    DEMO: demo === '1',
    DATABASE_URL: address,
    DATABASE_POOLED: pooled,
    DATABASE_DIRECT_URL: data.DATABASE_DIRECT_URL ?? data.DATABASE_URL,
    NEXTAUTH_URL: data.NEXTAUTH_URL ?? `http://127.0.0.1:${data.PORT}`,
  }
}

/** Thrown on use rather than on reading: scripts without a database may read the other settings. */
function required(name: string): never {
  throw new EnvironmentError(`${name} is missing: \`npm start\` sets it, or set it yourself.`)
}

const NEEDED = new Set<string>([
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'NEXTAUTH_SECRET',
  'CRON_SECRET',
  'PERSONAL_DATA_KEY',
] satisfies Needed[])

let parsedOnce: ReturnType<typeof readEnv> | undefined

/** The settings of this process, parsed when the first one is read, so that a build needs none. */
export const env: Env = new Proxy({} as Env, {
  get(_target, name) {
    parsedOnce ??= readEnv(process.env)
    const value: unknown = Reflect.get(parsedOnce, name)
    return value === undefined && NEEDED.has(String(name)) ? required(String(name)) : value
  },
})
