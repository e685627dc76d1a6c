import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { currentRequestId, nameRequests, requestIdOf } from './request-scope'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

test('a well-formed id is taken from a trusted proxy alone', () => {
  expect(requestIdOf('8f2c1d-edge-01', 1)).toBe('8f2c1d-edge-01')
  expect(requestIdOf('8f2c1d-edge-01', 0)).toMatch(UUID)
  expect(requestIdOf(undefined, 1)).toMatch(UUID)
})

test.each([
  'short',
  'a'.repeat(65),
  'two words in it',
  'line\nbreak-in-it',
  'NEXT_REDIRECT;replace;/x',
  '<script>',
])('%j is no id even of a trusted proxy', (claimed) => expect(requestIdOf(claimed, 1)).toMatch(UUID))

test('each request keeps its own id through whatever it waits for, and the answer tells it', async () => {
  nameRequests(0)
  const server = createServer((_request, response) => {
    const before = currentRequestId()
    void setImmediate().then(() => response.end(JSON.stringify([before, currentRequestId()])))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const ask = async () => {
    const [answer] = (await once(get({ port, host: '127.0.0.1', agent }), 'response')) as [IncomingMessage]
    let text = ''
    for await (const chunk of answer) text += String(chunk)
    return { told: answer.headers['x-request-id'], seen: JSON.parse(text) as unknown }
  }
  const answers = await Promise.all(Array.from({ length: 12 }, ask))
  for (const { told, seen } of answers) expect(seen).toEqual([told, told])
  expect(new Set(answers.map(({ told }) => told)).size).toBe(12)
  expect(currentRequestId()).toBeUndefined()

  const pipe = connect(port, '127.0.0.1')
  pipe.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2))
  let text = ''
  for await (const chunk of pipe) {
    text += String(chunk)
    if (text.split('"]').length > 2) break
  }
  const ids = [...text.matchAll(/x-request-id: (\S+)[^[]*\["(\S+?)","(\S+?)"\]/g)]
  expect(ids).toHaveLength(2)
  for (const [, told, before, after] of ids) expect([before, after]).toEqual([told, told])
  agent.destroy()
  server.close()
})
