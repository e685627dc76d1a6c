import { describe, expect, it } from 'vitest'
import { EnvironmentError, readEnv } from './env'

const production = {
  DATABASE_URL: 'postgres://app:pw@db.internal:5432/billing',
  NEXTAUTH_URL: 'https://billing.test',
  NEXTAUTH_SECRET: 'kS4vQ1nZ8xL0pRt7bW3eYc6uHf9jMd2g',
  CRON_SECRET: 'Zr5Tq8Wm1Xv4Ny7Bk0Lc3Jh6Gf9Ds2Pa',
  PERSONAL_DATA_KEY: 'Hb2Wc9Vn4Xk7Rt1Qp6Lz8Jd3Gs5Mf0Ye',
}

function problemsOf(source: Record<string, string | undefined>): string[] {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('readEnv', () => {
  it('needs nothing for the demo', () => {
    expect(readEnv({})).toMatchObject({
      DEMO: true,
      PORT: 3000,
      POLICY_PRESET: 'standard',
      TRUST_PROXY: 0,
      NEXTAUTH_URL: 'http://127.0.0.1:3000',
    })
  })

  it('takes a database of one’s own for production, and its address for migrations too', () => {
    const read = readEnv(production)
    expect(read.DEMO).toBe(false)
    expect(read.DATABASE_DIRECT_URL).toBe(production.DATABASE_URL)
    expect(readEnv({ ...production, DEMO: '1' }).DEMO).toBe(true)
  })

  it('counts an empty variable as unset', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', WECHATPAY_MCHID: '' })).toMatchObject({
      DEMO: true,
      PORT: 3000,
    })
  })

  it.each([
    ['short', 'kS4vQ1nZ8xL0pRt7'],
    ['a placeholder', 'please-change-me-to-something-else-k4'],
    ['one character', 'a'.repeat(40)],
    ['repeated', 'kS4vQ1nZ8xL0kS4vQ1nZ8xL0kS4vQ1nZ8xL0'],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz0123456789'],
    ['missing', undefined],
  ])('refuses a secret that is %s in production, without repeating it', (_what, secret) => {
    for (const name of ['NEXTAUTH_SECRET', 'CRON_SECRET', 'PERSONAL_DATA_KEY']) {
      const problems = problemsOf({ ...production, [name]: secret })
      expect(problems).toEqual([expect.stringContaining(name)])
      if (secret) expect(problems.join()).not.toContain(secret)
    }
  })

  it('accepts hexadecimal and base64 secrets', () => {
    const hex = {
      ...production,
      NEXTAUTH_SECRET: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    }
    expect(problemsOf(hex)).toEqual([])
    expect(problemsOf({ ...production, CRON_SECRET: 'q2N8eXo1bWJrUXZ5dGhHc0x3cEFmZDY0Kz0=' })).toEqual([])
  })

  it('refuses one secret for two purposes', () => {
    expect(problemsOf({ ...production, CRON_SECRET: production.NEXTAUTH_SECRET })).toHaveLength(1)
    expect(problemsOf({ ...production, METRICS_KEY: production.CRON_SECRET })).toEqual([
      'METRICS_KEY must differ from CRON_SECRET.',
    ])
  })

  it('needs no key for the metrics, but no weak one either', () => {
    expect(readEnv(production).METRICS_KEY).toBeUndefined()
    expect(problemsOf({ ...production, METRICS_KEY: 'metrics' })).toEqual([
      expect.stringContaining('METRICS_KEY is too short'),
    ])
  })

  it('takes the word for a pooler out of the address and nothing else', () => {
    const direct = { DATABASE_DIRECT_URL: production.DATABASE_URL }
    const address = 'postgres://app:p%40w@pool.internal:6432/billing'
    for (const [given, read] of [
      [`${address}?pgbouncer=true`, address],
      [`${address}?pgbouncer=true&sslmode=require`, `${address}?sslmode=require`],
      [`${address}?sslmode=require&pgbouncer=true`, `${address}?sslmode=require`],
    ])
      expect(readEnv({ ...production, ...direct, DATABASE_URL: given })).toMatchObject({
        DATABASE_URL: read,
        DATABASE_POOLED: true,
        DATABASE_DIRECT_URL: direct.DATABASE_DIRECT_URL,
      })
    expect(readEnv(production)).toMatchObject({
      DATABASE_URL: production.DATABASE_URL,
      DATABASE_POOLED: false,
    })
  })

  it('asks for a way past a pooler', () => {
    const pooled = `${production.DATABASE_URL}?pgbouncer=true`
    for (const direct of [undefined, pooled])
      expect(problemsOf({ ...production, DATABASE_URL: pooled, DATABASE_DIRECT_URL: direct })).toEqual([
        expect.stringMatching(/^DATABASE_DIRECT_URL must lead past the pooler/),
      ])
  })

  it('names every problem at once', () => {
    expect(
      problemsOf({ DEMO: '0', PORT: '99999', POLICY_PRESET: 'mine', NEXTAUTH_URL: 'http://billing.test' }),
    ).toEqual([
      expect.stringMatching(/^PORT /),
      expect.stringMatching(/^POLICY_PRESET /),
      expect.stringMatching(/^NEXTAUTH_SECRET /),
      expect.stringMatching(/^CRON_SECRET /),
      expect.stringMatching(/^PERSONAL_DATA_KEY /),
      expect.stringMatching(/^DATABASE_URL /),
      expect.stringMatching(/^NEXTAUTH_URL /),
    ])
  })

  it('lets plain http pass on this machine only', () => {
    expect(problemsOf({ ...production, NEXTAUTH_URL: 'http://127.0.0.1:3000' })).toEqual([])
    expect(problemsOf({ ...production, NEXTAUTH_URL: 'http://localhost.evil.test' })).toHaveLength(1)
  })

  it('refuses simulators beside real money', () => {
    expect(problemsOf({ ...production, SIMULATOR_URL: 'http://127.0.0.1:4000' })).toHaveLength(1)
  })

  it('names what a half-configured channel lacks', () => {
    expect(problemsOf({ ALIPAY_APP_ID: '2026', ALIPAY_SELLER_ID: '2088', ALIPAY_PUBLIC_KEY: 'k' })).toEqual([
      expect.stringMatching(/^ALIPAY_APP_PRIVATE_KEY is missing/),
    ])
    expect(problemsOf({ WECHATPAY_BASE_URL: 'http://127.0.0.1:4000/wechatpay' })).toHaveLength(6)
    expect(problemsOf({ NUONUO_APP_KEY: '1', NUONUO_ACCESS_TOKEN: 't' })).toEqual([
      expect.stringMatching(/^NUONUO_APP_SECRET is missing/),
    ])
  })

  it.each(['0x10', '-1', '1.5', '17', 'yes'])('refuses %s as a number of proxies', (value) => {
    expect(problemsOf({ TRUST_PROXY: value })).toEqual([expect.stringMatching(/^TRUST_PROXY /)])
  })
})
