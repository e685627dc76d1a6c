import { zipSync } from 'fflate'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { startStub, type Received, type Stub } from '../testing/stub-server'
import { fetchFile } from './fetch-file'
import { isInvoiceFile } from './invoice-file'

let stub: Stub
afterEach(() => stub.close())

async function serve(answer: (request: Received, response: ServerResponse) => void): Promise<string> {
  stub = await startStub(answer)
  return stub.url
}

test('a file is fetched whole, over a redirection too', async () => {
  const url = await serve(({ target }, response) => {
    if (target === '/short') response.writeHead(302, { location: '/file' }).end()
    else response.end('%PDF-1.4')
  })
  expect(await fetchFile(`${url}/short`)).toEqual({ kind: 'file', content: Buffer.from('%PDF-1.4') })
})

test.each([
  ['nothing', 200, ''],
  ['an error', 404, 'x'],
  ['too much', 200, 'x'.repeat(3 * 1024 * 1024 + 1)],
])('%s is no file', async (_what, status, body) => {
  const url = await serve((_request, response) => void response.writeHead(status).end(body))
  expect(await fetchFile(url)).toMatchObject({ kind: 'unknown' })
})

test.each(['file:///etc/passwd', 'ftp://x.example/1', 'data:text/plain,x', 'no address', ''])(
  '%s is not fetched',
  async (address) => {
    const url = await serve(
      (_request, response) => void response.writeHead(302, { location: address || '/' }).end(),
    )
    expect(await fetchFile(address)).toMatchObject({ kind: 'unknown', why: 'no web address' })
    expect(await fetchFile(url)).toMatchObject({ kind: 'unknown' })
  },
)

test.each([
  ['pdf', '%PDF-1.7\n', true],
  ['pdf', '<html>', false],
  ['ofd', zipSync({ 'OFD.xml': Buffer.from('<OFD/>') }), true],
  ['ofd', zipSync({ 'word/document.xml': Buffer.from('OFD.xml') }), false],
  ['ofd', 'PK\u0003\u0004....OFD.xml', false],
  ['xml', '\u{FEFF}<?xml version="1.0"?><a/>', true],
  ['xml', '{"a":1}', false],
] as const)('a file called %s is what its content says', async (format, content, right) => {
  await serve(() => undefined)
  expect(isInvoiceFile(format, Buffer.from(content))).toBe(right)
})
