import { beforeEach, expect, test, vi } from 'vitest'

const KEY = 'kS4vQ1nZ8xL0pRt7bW3eYc6uHf9jMd2g'
beforeEach(() => vi.resetModules())

async function ask(key: string | undefined, authorization?: string): Promise<Response> {
  vi.stubEnv('METRICS_KEY', key)
  const { GET } = await import('./route')
  return GET(new Request('http://127.0.0.1/api/metrics', authorization ? { headers: { authorization } } : {}))
}

test('without a key of its own the address is not there, whatever is sent', async () => {
  for (const authorization of [undefined, 'Bearer ', 'Bearer undefined'])
    expect((await ask(undefined, authorization)).status).toBe(404)
})

test.each([undefined, 'Bearer ', `Bearer ${KEY.slice(1)}`, `Bearer ${KEY}0`, `Basic ${KEY}`, KEY])(
  '%j gets no metrics',
  async (authorization) => {
    const answer = await ask(KEY, authorization)
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('billing_')
  },
)
