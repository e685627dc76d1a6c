import { zipSync } from 'fflate'
import { afterEach, expect, test } from 'vitest'
import { fetchFile } from '@/lib/gateway/files/fetch-file'
import { startStub, type Stub } from '@/lib/gateway/testing/stub-server'
import { ChannelDouble } from '@/tests/support/red-channel'
import { fetchFiles } from './fetch-files.flow'

let stub: Stub | undefined
afterEach(() => stub?.close())

const PDF = '%PDF-1.7 official'
const OFD = Buffer.from(zipSync({ 'OFD.xml': Buffer.from('<OFD/>') }))

/** What becomes of files that a channel's own addresses give. */
async function fetched(files: Readonly<Record<string, string | Buffer>>) {
  stub = await startStub(({ target }, response) => {
    const file = files[target.slice(1)]
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  const { url } = stub
  const named = Object.fromEntries(Object.keys(files).map((format) => [format, `${url}/${format}`]))
  const { files: kept, missing } = await fetchFiles(
    { ...new ChannelDouble().channel(), fetchFile },
    named,
    true,
  )
  return { kept: kept.map(({ format }) => format), missing }
}

test('what is whole is kept, each by what it is', async () => {
  expect(await fetched({ pdf: PDF, ofd: OFD, xml: '<a/>' })).toEqual({
    kept: ['pdf', 'ofd', 'xml'],
    missing: null,
  })
})

test.each([
  ['encrypted', { pdf: `${PDF} trailer <</Encrypt 9 0 R>>` }, 'missing: pdf, it is locked with a password'],
  [
    'encrypted under another spelling',
    { pdf: `${PDF} trailer <</E#6ecrypt 9 0 R>>` },
    'missing: pdf, it is locked with a password',
  ],
  ['a page', { pdf: '<html>502 Bad Gateway</html>' }, 'missing: pdf, it is something else'],
  ['an OFD that calls itself a PDF', { pdf: OFD }, 'missing: pdf, it is something else'],
  ['too long', { pdf: PDF + 'x'.repeat(3 * 1024 * 1024) }, 'missing: pdf, the file is too long'],
  ['empty', { pdf: '' }, 'missing: pdf, the file is empty'],
] as const)('a PDF that is %s is not kept, and missing', async (_what, files, missing) => {
  expect(await fetched(files)).toEqual({ kept: [], missing })
})

test('an OFD that opens with a password alone is missing, and the PDF before it is kept', async () => {
  const locked = Buffer.from(OFD)
  const at = locked.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 8
  locked.writeUInt16LE(locked.readUInt16LE(at) | 1, at)
  expect(await fetched({ pdf: PDF, ofd: locked })).toEqual({
    kept: ['pdf'],
    missing: 'missing: ofd, it is locked with a password',
  })
})
