import { expect, test } from 'vitest'
import { plainName } from './file.rules'

test.each([
  ['voucher.png', 'voucher.png'],
  ['C:\\Users\\me\\回单.pdf', '回单.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['a\u0000b\r\nSet-Cookie: x.jpg', 'abSet-Cookie: x.jpg'],
  ['\u202Egnp.exe', 'gnp.exe'],
  ['', 'file'],
  ['/', 'file'],
])('the name %j is kept as %j', (given, kept) => {
  expect(plainName(given)).toBe(kept)
})

test('a long name keeps its ending', () => {
  const kept = plainName(`${'字'.repeat(300)}.jpeg`)
  expect(Array.from(kept)).toHaveLength(120)
  expect(kept.endsWith('字.jpeg')).toBe(true)
})
