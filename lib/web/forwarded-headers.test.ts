import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { believeProxies, guardForwardedHeaders } from './forwarded-headers'

const claimed = () => ({
  host: 'billing.example',
  forwarded: 'for=9.9.9.9',
  'x-forwarded-for': '9.9.9.9, 8.8.8.8, 10.0.0.1',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-real-ip': '9.9.9.9',
})

test('without a proxy nothing that was claimed is left', () => {
  const headers = claimed()
  believeProxies(headers, 0)
  expect(headers).toEqual({ host: 'billing.example' })
})

test.each([
  [1, '10.0.0.1'],
  [2, '8.8.8.8'],
  [3, '9.9.9.9'],
  [4, undefined],
])('behind %i proxies the sender is %s', (proxies, address) => {
  const headers: Record<string, string> = claimed()
  believeProxies(headers, proxies)
  expect(headers['x-forwarded-for']).toBe(address)
  expect(headers['x-real-ip']).toBeUndefined()
  expect(headers['x-forwarded-proto']).toBe('https')
})

test('a server of this process never sees what a sender claims', async () => {
  guardForwardedHeaders(0)
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const [response] = await once(get({ port, host: '127.0.0.1', headers: claimed() }), 'response')
  let text = ''
  for await (const chunk of response) text += String(chunk)
  server.close()
  expect(text).toContain('billing.example')
  expect(text).not.toMatch(/9\.9\.9\.9|evil/)
})
