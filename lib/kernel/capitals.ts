const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']

/** One to four digits; a gap of zeros between digits is read as one 零, zeros at the end are not read. */
function fourDigits(value: bigint): string {
  let text = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Number((value / 10n ** BigInt(place)) % 10n)
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    text += `${gap ? '零' : ''}${DIGITS.charAt(digit)}${PLACES[place] ?? ''}`
    gap = false
  }
  return text
}

/** Read in tens of thousands and hundreds of millions; a lower part that begins with a zero is joined by 零. */
function wholeYuan(value: bigint): string {
  for (const [unit, size] of [
    ['亿', 100_000_000n],
    ['万', 10_000n],
  ] as const) {
    if (value < size) continue
    const rest = value % size
    const joint = rest !== 0n && rest < size / 10n ? '零' : ''
    return `${wholeYuan(value / size)}${unit}${joint}${wholeYuan(rest)}`
  }
  return fourDigits(value)
}

/**
 * An amount in fen in the capitals of Chinese invoices: 圆, 整 directly after 圆 and nowhere else, （负数） before a
 * negative amount. PBoC, rules for filling in bills (银发〔1997〕393号, annex 1), in the way e-invoices print them.
 */
export function capitalsOf(amountFen: bigint): string {
  const magnitude = amountFen < 0n ? -amountFen : amountFen
  const sign = amountFen < 0n ? '（负数）' : ''
  const yuan = magnitude / 100n
  const jiao = Number((magnitude / 10n) % 10n)
  const fen = Number(magnitude % 10n)
  if (jiao === 0 && fen === 0) return `${sign}${yuan === 0n ? '零' : wholeYuan(yuan)}圆整`
  const gap = yuan > 0n && (yuan % 10n === 0n || jiao === 0) ? '零' : ''
  const whole = yuan > 0n ? `${wholeYuan(yuan)}圆${gap}` : ''
  const tenths = jiao > 0 ? `${DIGITS.charAt(jiao)}角` : ''
  const hundredths = fen > 0 ? `${DIGITS.charAt(fen)}分` : ''
  return `${sign}${whole}${tenths}${hundredths}`
}
