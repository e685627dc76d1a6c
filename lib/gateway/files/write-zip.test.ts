import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openZip } from './open-zip'
import { zipDirectory, zipFiles } from './write-zip'

const file = (name: string, text: string) => ({ name, content: Buffer.from(text) })

test('what is packed in parts opens as one archive, names and all', () => {
  const first = zipFiles([file('2026-11/发票.pdf', '%PDF-1.7 一'), file('2026-11/b.ofd', 'PK')])
  const second = zipFiles([file('2026-12/c.xml', '<a/>'), file('empty.txt', '')])
  const bytes = Buffer.concat([
    first.bytes,
    second.bytes,
    zipDirectory([...first.entries, ...second.entries]),
  ])
  const opened = unzipSync(bytes)
  expect(
    Object.fromEntries(
      Object.entries(opened).map(([name, content]) => [name, Buffer.from(content).toString()]),
    ),
  ).toEqual({
    '2026-11/发票.pdf': '%PDF-1.7 一',
    '2026-11/b.ofd': 'PK',
    '2026-12/c.xml': '<a/>',
    'empty.txt': '',
  })
  expect(openZip(bytes).ok).toBe(true)
})

test('packed twice it is the same, byte for byte', () => {
  const once = () => zipFiles([file('a.pdf', 'x')]).bytes
  expect(once()).toEqual(once())
})
