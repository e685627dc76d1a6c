import { expect, test } from 'vitest'
import fc from 'fast-check'
import { capitalsOf } from './capitals'

test.each([
  ['0', '零圆整'],
  ['50', '伍角'],
  ['5', '伍分'],
  ['100', '壹圆整'],
  ['105', '壹圆零伍分'],
  ['1000', '壹拾圆整'],
  ['1005', '壹拾圆零伍分'],
  ['1050', '壹拾圆零伍角'],
  ['10150', '壹佰零壹圆伍角'],
  ['168032', '壹仟陆佰捌拾圆零叁角贰分'],
  ['600714', '陆仟零柒圆壹角肆分'],
  ['1640902', '壹万陆仟肆佰零玖圆零贰分'],
  ['2000040', '贰万圆零肆角'],
  ['10700053', '壹拾万柒仟圆零伍角叁分'],
  ['1001001001', '壹仟零壹万零壹拾圆零壹分'],
  ['10000100000', '壹亿零壹仟圆整'],
  ['10000000100', '壹亿零壹圆整'],
  ['100000000000000', '壹万亿圆整'],
  ['-8880', '（负数）捌拾捌圆捌角'],
])('%s fen', (fen, capitals) => {
  expect(capitalsOf(BigInt(fen))).toBe(capitals)
})

const worth: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n }

/** Reads capitals back, so that every amount is checked against what a reader makes of it. */
function read(text: string): bigint {
  const [whole = '', rest = ''] = text.includes('圆') ? text.split('圆') : ['', text]
  let total = 0n
  let section = 0n
  let digit = 0n
  for (const sign of whole) {
    if (sign === '亿' || sign === '万') {
      const size = sign === '亿' ? 100_000_000n : 10_000n
      total = (total + section + digit) * size
      if (sign === '万' && total > 100_000_000n * 10_000n) throw new Error('read wrongly')
      section = digit = 0n
    } else if (worth[sign]) {
      section += digit * worth[sign]
      digit = 0n
    } else digit = BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(sign))
  }
  const tenths = /(.)角/.exec(rest)?.[1] ?? '零'
  const hundredths = /(.)分/.exec(rest)?.[1] ?? '零'
  const small = (sign: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(sign))
  return (total + section + digit) * 100n + small(tenths) * 10n + small(hundredths)
}

test('every amount below a hundred million yuan is read back as itself', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 9_999_999_99n }), (fen) => {
      const text = capitalsOf(fen)
      expect(text).not.toMatch(/零零|零$|零圆[^整]/)
      expect(read(text)).toBe(fen)
    }),
  )
})
