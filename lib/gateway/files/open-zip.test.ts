import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { openZip } from './open-zip'

const verdict = (bytes: Uint8Array) => {
  const opened = openZip(bytes)
  return opened.ok ? [...opened.files.keys()] : opened.problem
}

const small = () => Buffer.from(zipSync({ 'a.txt': Buffer.from('hello'), 'b/c.txt': Buffer.from('there') }))

describe('an archive', () => {
  test('is unpacked whole', () => {
    expect(verdict(small())).toEqual(['a.txt', 'b/c.txt'])
  })

  test('with an encrypted file is locked', () => {
    const bytes = small()
    const directory = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8)
    expect(verdict(bytes)).toBe('zip-locked')
  })

  test('that claims more than it may is refused before it is unpacked', () => {
    const bomb = Buffer.from(zipSync({ 'bomb.xml': Buffer.alloc(64 * 1024) }, { level: 9 }))
    bomb.writeUInt32LE(60 * 1024 * 1024, bomb.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24)
    expect(verdict(bomb)).toBe('zip-too-large')
  })

  test.each([
    ['of one file', { 'a.xml': Buffer.alloc(8 * 1024 * 1024 + 1) }],
    ['in sum', Object.fromEntries([1, 2, 3, 4].map((n) => [`${n}.xml`, Buffer.alloc(7 * 1024 * 1024)]))],
  ])('that holds too much %s is refused', (_what, files) => {
    expect(verdict(Buffer.from(zipSync(files, { level: 1 })))).toBe('zip-too-large')
  })

  test('may hold a file as large as is read', () => {
    expect(verdict(Buffer.from(zipSync({ 'a.xml': Buffer.alloc(8 * 1024 * 1024) })))).toEqual(['a.xml'])
  })

  test('that claims less than it holds is not unpacked beyond its claim', () => {
    const bytes = Buffer.from(zipSync({ 'bomb.xml': Buffer.alloc(256 * 1024) }, { level: 9 }))
    const directory = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    bytes.writeUInt32LE(16, directory + 24)
    expect(verdict(bytes)).toBe('zip-unreadable')
  })

  test.each([
    ['longer', (bytes: Buffer, at: number) => bytes.writeUInt32LE(500, at + 24)],
    ['of another checksum', (bytes: Buffer, at: number) => bytes.writeUInt32LE(7, at + 16)],
    ['packed in another way', (bytes: Buffer, at: number) => bytes.writeUInt16LE(12, at + 10)],
    ['beyond its end', (bytes: Buffer, at: number) => bytes.writeUInt32LE(0xffff, at + 20)],
    ['elsewhere', (bytes: Buffer, at: number) => bytes.writeUInt32LE(3, at + 42)],
  ])('whose directory says that a file is %s is unreadable', (_what, lie) => {
    const bytes = Buffer.from(zipSync({ 'a.txt': Buffer.from('hello hello hello hello') }))
    lie(bytes, bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')))
    expect(verdict(bytes)).toBe('zip-unreadable')
  })

  test('with two files of a name is unreadable', () => {
    const bytes = Buffer.from(zipSync({ 'a.txt': Buffer.from('x'), 'b.txt': Buffer.from('y') }))
    const at = bytes.lastIndexOf(Buffer.from('b.txt'))
    bytes.write('a.txt', at)
    expect(verdict(bytes)).toBe('zip-unreadable')
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a beginning alone', small().subarray(0, 30)],
    ['a broken directory', Buffer.concat([small().subarray(0, -40), small().subarray(-22)])],
  ])('of %s is unreadable', (_what, bytes) => {
    expect(verdict(bytes)).toBe('zip-unreadable')
  })
})
