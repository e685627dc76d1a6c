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

  test('that claims less than it holds is not unpacked beyond its claim', () => {
    const bytes = Buffer.from(zipSync({ 'bomb.xml': Buffer.alloc(256 * 1024) }, { level: 9 }))
    const directory = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    bytes.writeUInt32LE(16, directory + 24)
    const opened = openZip(bytes)
    expect(opened.ok ? opened.files.get('bomb.xml')?.length : opened.problem).not.toBeGreaterThan(16)
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a beginning alone', small().subarray(0, 30)],
    ['a broken directory', Buffer.concat([small().subarray(0, -40), small().subarray(-22)])],
  ])('of %s is unreadable', (_what, bytes) => {
    expect(verdict(bytes)).toBe('zip-unreadable')
  })
})
