/** Reads an amount in yuan, which may be negative on a red invoice, as fen; null for anything else. */
export function fenOf(text: unknown): bigint | null {
  const match = typeof text === 'string' ? /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text) : null
  if (!match) return null
  const fen = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' ? -fen : fen
}

/** '-1234' → '-12.34'. Amounts are kept as digits, so that they pass through the journal. */
export function signedYuan(fen: string): string {
  const digits = fen.replace('-', '').padStart(3, '0')
  return `${fen.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function sumOf(parts: readonly string[]): string {
  return String(parts.reduce((sum, part) => sum + BigInt(part), 0n))
}

/** A rate like '0.06' in millionths; null for what is none. */
export function millionths(rate: string): bigint | null {
  const match = /^0(?:\.(\d{1,6}))?$/.exec(rate)
  return match ? BigInt((match[1] ?? '').padEnd(6, '0')) : null
}

const DIGITS = [...'零壹贰叁肆伍陆柒捌玖']
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '兆']

/** An amount in capitals as e-invoices print it: with 圆, and 整 directly after it alone. */
export function inCapitals(fen: string): string {
  const sign = fen.startsWith('-') ? '（负数）' : ''
  const digits = fen.replace('-', '').padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/^0+(?=\d)/, '')
  const [jiao, cents] = [Number(digits.at(-2)), Number(digits.at(-1))]
  const whole = yuan === '0' ? '' : `${wholeInCapitals(yuan)}圆`
  if (jiao === 0 && cents === 0) return `${sign}${whole || '零圆'}整`
  const gap = whole !== '' && (jiao === 0 || yuan.endsWith('0')) ? '零' : ''
  const parts = [jiao === 0 ? '' : `${DIGITS[jiao]}角`, cents === 0 ? '' : `${DIGITS[cents]}分`]
  return `${sign}${whole}${gap}${parts.join('')}`
}

function wholeInCapitals(yuan: string): string {
  const groups = yuan.padStart(Math.ceil(yuan.length / 4) * 4, '0').match(/\d{4}/g) ?? []
  const words = groups.map((group, at) => {
    const spelt = [...group].map((digit, place) =>
      digit === '0' ? '零' : `${DIGITS[Number(digit)]}${PLACES[3 - place]}`,
    )
    const text = spelt.join('').replace(/零+$/, '')
    return text === '' ? '零' : `${text}${GROUPS[groups.length - 1 - at]}`
  })
  return words
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
}
