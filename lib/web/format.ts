import { BUSINESS_ZONE } from '@/lib/kernel/calendar'

export type Locale = 'en' | 'zh-CN'

const OFFSET_MS = 8 * 3_600_000
const MINUS = '\u2212'
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const twoDecimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })
const zoneClocks = new Map<string, Intl.DateTimeFormat>()

/** An amount in fen as people read it: "¥1,234.56", "−¥200.00". Alike in both languages. */
export function formatMoney(amount: bigint): string {
  const magnitude = amount < 0n ? -amount : amount
  const cents = String(magnitude % 100n).padStart(2, '0')
  return `${amount < 0n ? MINUS : ''}¥${grouped.format(magnitude / 100n)}.${cents}`
}

/** A moment, "2026-11-21 10:05"; `zoneName` adds "CST" or "（北京时间）". Tables name the zone once, below the rows. */
export function formatInstant(
  instant: Date,
  locale: Locale,
  zone: string = BUSINESS_ZONE,
  { zoneName = false, seconds = false }: { zoneName?: boolean; seconds?: boolean } = {},
): string {
  const text = wallClock(instant, zone).slice(0, seconds ? 19 : 16)
  return zoneName ? `${text}${zoneSuffix(instant, locale, zone)}` : text
}

/** The day of a moment, or a day as it stands: "2026-11-21". `short` is for lists on phones: "11月21日" in Chinese. */
export function formatDay(
  day: Date | string,
  locale: Locale,
  { short = false, zone = BUSINESS_ZONE }: { short?: boolean; zone?: string } = {},
): string {
  const iso = typeof day === 'string' ? day : wallClock(day, zone).slice(0, 10)
  if (!short || locale === 'en') return iso
  const [, month = '', date = ''] = iso.split('-')
  return `${month.replace(/^0/, '')}月${date.replace(/^0/, '')}日`
}

/** A business month, "2026-10" or "2026年10月". */
export function formatPeriod(period: string, locale: Locale): string {
  if (locale === 'en') return period
  const [year = '', month = ''] = period.split('-')
  return `${year}年${month.replace(/^0/, '')}月`
}

/** The last day of something that ends at an exclusive instant: 2029-11-21 00:00 reads "2029-11-20 24:00". */
export function formatEndOfValidity(end: Date, zone: string = BUSINESS_ZONE): string {
  const text = wallClock(end, zone).slice(0, 16)
  if (!text.endsWith('00:00')) return text
  return `${wallClock(new Date(end.getTime() - 1), zone).slice(0, 10)} 24:00`
}

/** "800,000", with a counting word where the language has one: "800,000 次". */
export function formatQuantity(quantity: bigint | number, unit?: string): string {
  const magnitude = quantity < 0 ? -quantity : quantity
  const text = `${quantity < 0 ? MINUS : ''}${grouped.format(magnitude)}`
  return unit ? `${text} ${unit}` : text
}

/** What one unit costs, "¥50.00 / thousand"; `per` is the translated unit. */
export function formatUnitPrice(price: bigint, per: string): string {
  return `${formatMoney(price)} / ${per}`
}

/** A rate kept as a decimal fraction: "0.06" reads "6 %", and "6%" in Chinese. */
export function formatRate(rate: string, locale: Locale): string {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(rate)
  if (!match) throw new RangeError('not a rate')
  const digits = (match[1] ?? '') + (match[2] ?? '').padEnd(2, '0')
  const point = digits.length - Math.max((match[2] ?? '').length - 2, 0)
  const fraction = digits.slice(point).replace(/0+$/, '')
  const whole = digits.slice(0, point).replace(/^0+(?=\d)/, '')
  return `${whole}${fraction ? `.${fraction}` : ''}${locale === 'en' ? ' %' : '%'}`
}

/** How long until something is due, or since when it is: "Due in 3 h", "已超时 1 天 2 小时". At most two units. */
export function formatDue(due: Date, now: Date, locale: Locale): { text: string; overdue: boolean } {
  const left = due.getTime() - now.getTime()
  const overdue = left < 0
  const span = formatSpan(Math.abs(left), locale)
  const [before, after] = locale === 'en' ? ['Due in', 'Overdue'] : ['还剩', '已超时']
  return { text: `${overdue ? after : before} ${span}`, overdue }
}

/** A number on an axis or above a bar: 14100 reads "14.1k" or "1.41万", 1200000 reads "1.2m" or "120万". */
export function formatAxis(value: number, locale: Locale): string {
  const magnitude = Math.abs(value)
  const steps = locale === 'en' ? englishSteps : chineseSteps
  const step = steps.find(([from]) => magnitude >= from)
  const [size, word] = step ?? [1, '']
  const scaled = magnitude / size
  const fine = locale === 'en' ? oneDecimal : twoDecimals
  const text = (scaled < 10 ? fine : scaled < 100 ? oneDecimal : grouped).format(scaled)
  return `${value < 0 && text !== '0' ? MINUS : ''}${text}${word}`
}

/** A remark code, card or bank number in blocks of four: "K7M4 QX2R". Copied without the space. */
export function formatCode(code: string): string {
  return code.replace(/\s/g, '').replace(/(.{4})(?=.)/gu, '$1 ')
}

/** The size of a file, "186 kB", "2.4 MB"; alike in both languages. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${grouped.format(Math.max(1, Math.round(bytes / 1000)))} kB`
  return `${oneDecimal.format(bytes / 1_000_000)} MB`
}

/** Time left as a clock: 6432 seconds read "1:47:12". */
export function formatCountdown(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds))
  const two = (part: number) => String(part).padStart(2, '0')
  return `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`
}

const englishSteps = [
  [1_000_000_000, 'b'],
  [1_000_000, 'm'],
  [1_000, 'k'],
] as const
const chineseSteps = [
  [100_000_000, '亿'],
  [10_000, '万'],
] as const

/** "YYYY-MM-DD HH:MM:SS" in a zone. The business zone keeps one offset, so it needs no calendar library. */
function wallClock(instant: Date, zone: string): string {
  if (zone === BUSINESS_ZONE) {
    return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
  }
  let clock = zoneClocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    zoneClocks.set(zone, clock)
  }
  return clock.format(instant)
}

function zoneSuffix(instant: Date, locale: Locale, zone: string): string {
  if (zone === BUSINESS_ZONE) return locale === 'en' ? ' CST' : '（北京时间）'
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    instant,
  )
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
  return locale === 'en' ? ` ${name}` : `（${name}）`
}

function formatSpan(milliseconds: number, locale: Locale): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000))
  const [day, hour, minute] = locale === 'en' ? ['d', 'h', 'min'] : ['天', '小时', '分钟']
  if (minutes < 60) return `${minutes} ${minute}`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} ${hour}`
  const rest = hours % 24
  return rest === 0 ? `${hours / 24} ${day}` : `${Math.floor(hours / 24)} ${day} ${rest} ${hour}`
}
