import { beforeEach, expect, test, vi } from 'vitest'

const settings = {
  NUONUO_BASE_URL: 'http://127.0.0.1:9/nuonuo',
  NUONUO_APP_KEY: '12345678',
  NUONUO_APP_SECRET: 'secret',
  NUONUO_ACCESS_TOKEN: 'token',
}

async function channelsWith(change: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries({ ...settings, ...change })) vi.stubEnv(name, value)
  return await import('./invoice-channels')
}

beforeEach(() => {
  vi.resetModules()
})

test('a channel is offered where its settings are there, for any seller', async () => {
  const { offeredInvoiceChannels, findInvoiceChannel } = await channelsWith({})
  expect(offeredInvoiceChannels()).toEqual(['nuonuo'])
  const channel = findInvoiceChannel('nuonuo', '91310115MA1K4A9T3H')
  expect(channel?.name).toBe('nuonuo')
  // Nobody listens there: an answer that is none.
  expect(await channel?.query('A1')).toMatchObject({ kind: 'unknown' })
  expect(findInvoiceChannel('manual', '91310115MA1K4A9T3H')).toBeNull()
})

test('without its settings there is none', async () => {
  const none = { NUONUO_BASE_URL: '', NUONUO_APP_KEY: '', NUONUO_APP_SECRET: '', NUONUO_ACCESS_TOKEN: '' }
  const { offeredInvoiceChannels, findInvoiceChannel } = await channelsWith(none)
  expect(offeredInvoiceChannels()).toEqual([])
  expect(findInvoiceChannel('nuonuo', '91310115MA1K4A9T3H')).toBeNull()
})
