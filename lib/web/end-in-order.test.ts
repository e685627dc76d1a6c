import { EventEmitter, once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { endInOrder } from './end-in-order'

test('requests that have come are answered, the worker is stopped, then the database is left', async () => {
  const told: string[] = []
  const exit = vi.spyOn(process, 'exit').mockImplementation((status) => {
    told.push(`exit ${String(status)}`)
    return undefined as never
  })
  const signals = vi.spyOn(process, 'once')
  let finishWorker: () => void = () => undefined
  endInOrder(
    () => new Promise((resolve) => (finishWorker = () => (told.push('worker'), resolve()))),
    async () => void told.push('database'),
  )
  const [, end] = signals.mock.calls.find(([name]) => name === 'SIGTERM') ?? []

  const arrived = new EventEmitter()
  const server = createServer((_request, response) => arrived.emit('request', response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const answer = once(get({ port, agent, host: '127.0.0.1' }), 'response')
  const [response] = (await once(arrived, 'request')) as [ServerResponse]

  end?.()
  expect(told).toEqual([])
  const refused = once(get({ port, host: '127.0.0.1' }), 'error')
  expect(await refused).toMatchObject([{ code: 'ECONNREFUSED' }])
  response.end('late but whole')
  const [message] = (await answer) as [IncomingMessage]
  let text = ''
  for await (const chunk of message) text += String(chunk)
  expect(text).toBe('late but whole')
  expect(told).toEqual([])
  finishWorker()
  await vi.waitUntil(() => exit.mock.calls.length > 0)
  expect(told).toEqual(['worker', 'database', 'exit 0'])
  agent.destroy()
})
