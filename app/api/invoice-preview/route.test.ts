import { expect, test, vi } from 'vitest'

vi.mock('@/lib/auth/guards', () => ({ findMember: () => ({ kind: 'member', role: 'owner' }) }))
vi.mock('@/lib/web/preferences', () => ({ currentLocale: () => 'en' }))
vi.mock('@/app/(portal)/invoices/apply/render-preview', () => ({ renderPreview: () => new Uint8Array() }))

async function send(body: string, type: string): Promise<Response> {
  const { POST } = await import('./route')
  const headers = { 'content-type': type, origin: 'http://127.0.0.1', host: '127.0.0.1' }
  return POST(new Request('http://127.0.0.1/api/invoice-preview', { method: 'POST', headers, body }))
}

test.each([
  ['{"kind":"e_general"}', 'application/json', 400],
  ['--x', 'multipart/form-data; boundary=x', 400],
  [`remark=${'a'.repeat(1_200_000)}`, 'application/x-www-form-urlencoded', 413],
])('a body that is no form of ours, or too long a one, is refused, %#', async (body, type, status) => {
  expect((await send(body, type)).status).toBe(status)
})
