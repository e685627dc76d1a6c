import { describe, expect, it } from 'vitest'
import { productEnvironment, readSettings } from './environment.mjs'

const secrets = { nextauthSecret: 'made', cronSecret: 'made-too', personalDataKey: 'made-as-well' }
const database = { app: 'postgres://app@127.0.0.1:1/billing', owner: 'postgres://owner@127.0.0.1:1/billing' }
const simulators = {
  simulatorUrl: 'http://127.0.0.1:4000',
  credentials: { WECHATPAY_MCHID: 'simulated', ALIPAY_APP_ID: 'simulated' },
}

function environmentOf(env: Record<string, string>) {
  return productEnvironment(readSettings(env), env, { secrets, database, ...simulators })
}

describe('readSettings', () => {
  it('is a demo on this machine unless told otherwise', () => {
    expect(readSettings({})).toMatchObject({ demo: true, port: 3000, host: '127.0.0.1', databaseUrl: null })
    expect(readSettings({ DATABASE_URL: 'postgres://x/y' })).toMatchObject({ demo: false, host: '0.0.0.0' })
    expect(readSettings({ DATABASE_URL: 'postgres://x/y', DEMO: '1' })).toMatchObject({ demo: true })
  })

  it.each([{ PORT: 'http' }, { PORT: '0' }, { PORT: '65536' }, { DEMO: 'yes' }])('refuses %o', (env) => {
    expect(() => readSettings(env)).toThrow(Object.keys(env)[0])
  })

  it('refuses simulators outside the demo', () => {
    expect(() => readSettings({ DEMO: '0', SIMULATOR_URL: 'http://127.0.0.1:4000' })).toThrow('SIMULATOR_URL')
  })
})

describe('productEnvironment', () => {
  it('fills in secrets, addresses and simulator keys for the demo', () => {
    expect(environmentOf({ PORT: '3100' })).toMatchObject({
      DEMO: '1',
      PORT: '3100',
      DATABASE_URL: database.app,
      DATABASE_DIRECT_URL: database.owner,
      NEXTAUTH_URL: 'http://127.0.0.1:3100',
      NEXTAUTH_SECRET: 'made',
      CRON_SECRET: 'made-too',
      PERSONAL_DATA_KEY: 'made-as-well',
      WECHATPAY_MCHID: 'simulated',
    })
  })

  it('does not make up secrets, nor an address for a server that all can reach, outside the demo', () => {
    const environment = environmentOf({ DEMO: '0' })
    expect(Object.keys(environment)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(NEXTAUTH_|CRON_|PERSONAL_)/)]),
    )
    expect(environmentOf({ DEMO: '0', HOST: '127.0.0.1' })['NEXTAUTH_URL']).toBe('http://127.0.0.1:3000')
  })

  it('keeps the simulators away from a channel that has keys of its own', () => {
    const environment = environmentOf({ WECHATPAY_MCHID: '1900000109' })
    expect(environment).not.toHaveProperty('WECHATPAY_MCHID')
    expect(environment).toHaveProperty('ALIPAY_APP_ID', 'simulated')
  })
})
