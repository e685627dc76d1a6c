import { describe, expect, it } from 'vitest'
import {
  formatAxis,
  formatCode,
  formatCountdown,
  formatDay,
  formatDue,
  formatEndOfValidity,
  formatInstant,
  formatMoney,
  formatPeriod,
  formatQuantity,
  formatRate,
  formatSize,
  formatUnitPrice,
} from './format'

const moment = new Date('2026-11-21T02:05:09Z')

describe('amounts', () => {
  it.each([
    [0n, '¥0.00'],
    [5n, '¥0.05'],
    [123456n, '¥1,234.56'],
    [-20000n, '\u2212¥200.00'],
    [900719925474099299n, '¥9,007,199,254,740,992.99'],
  ])('%s fen', (amount, text) => expect(formatMoney(amount)).toBe(text))

  it('names the unit of a price', () => expect(formatUnitPrice(5000n, 'thousand')).toBe('¥50.00 / thousand'))
})

describe('moments and days', () => {
  it('stands in the business zone, with the zone when asked', () => {
    expect(formatInstant(moment, 'en')).toBe('2026-11-21 10:05')
    expect(formatInstant(moment, 'en', 'Asia/Shanghai', { zoneName: true })).toBe('2026-11-21 10:05 CST')
    expect(formatInstant(moment, 'zh-CN', undefined, { zoneName: true })).toBe('2026-11-21 10:05（北京时间）')
    expect(formatInstant(moment, 'en', undefined, { seconds: true })).toBe('2026-11-21 10:05:09')
  })

  it('stands in any other zone', () => {
    expect(formatInstant(moment, 'en', 'UTC', { zoneName: true })).toBe('2026-11-21 02:05 UTC')
    expect(formatInstant(new Date('2026-07-01T12:00:00Z'), 'en', 'Europe/Berlin')).toBe('2026-07-01 14:00')
  })

  it('knows the business day of an instant late in the UTC day', () => {
    expect(formatDay(new Date('2026-11-20T16:00:00Z'), 'en')).toBe('2026-11-21')
    expect(formatDay('2026-11-05', 'zh-CN')).toBe('2026-11-05')
    expect(formatDay('2026-11-05', 'zh-CN', { short: true })).toBe('11月5日')
    expect(formatDay('2026-11-05', 'en', { short: true })).toBe('2026-11-05')
  })

  it('writes periods', () => {
    expect(formatPeriod('2026-10', 'en')).toBe('2026-10')
    expect(formatPeriod('2026-09', 'zh-CN')).toBe('2026年9月')
  })

  it('ends validity at 24:00 of the day before', () => {
    expect(formatEndOfValidity(new Date('2029-11-20T16:00:00Z'))).toBe('2029-11-20 24:00')
    expect(formatEndOfValidity(new Date('2028-02-29T16:00:00Z'))).toBe('2028-02-29 24:00')
    expect(formatEndOfValidity(new Date('2029-11-20T15:30:00Z'))).toBe('2029-11-20 23:30')
  })
})

describe('numbers', () => {
  it('groups quantities', () => {
    expect(formatQuantity(800_000)).toBe('800,000')
    expect(formatQuantity(-12n, '次')).toBe('\u221212 次')
  })

  it.each([
    ['0.06', 'en', '6 %'],
    ['0.06', 'zh-CN', '6%'],
    ['0.005', 'en', '0.5 %'],
    ['0.1250', 'en', '12.5 %'],
    ['1', 'en', '100 %'],
    ['0', 'en', '0 %'],
  ] as const)('rate %s in %s', (rate, locale, text) => expect(formatRate(rate, locale)).toBe(text))

  it('refuses what is not a rate', () => expect(() => formatRate('6 %', 'en')).toThrow(RangeError))

  it.each([
    [0, '0', '0'],
    [600, '600', '600'],
    [4437, '4.4k', '4,437'],
    [10_000, '10k', '1万'],
    [14_100, '14.1k', '1.41万'],
    [642_300, '642k', '64.2万'],
    [1_200_000, '1.2m', '120万'],
    [-30_000, '\u221230k', '\u22123万'],
    [250_000_000, '250m', '2.5亿'],
  ])('axis %s', (value, english, chinese) => {
    expect(formatAxis(value, 'en')).toBe(english)
    expect(formatAxis(value, 'zh-CN')).toBe(chinese)
  })
})

describe('due times', () => {
  const now = new Date('2026-11-21T00:00:00Z')
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

  it.each([
    [25, 'Due in 25 min', '还剩 25 分钟', false],
    [185, 'Due in 3 h', '还剩 3 小时', false],
    [24 * 60, 'Due in 1 d', '还剩 1 天', false],
    [27 * 60, 'Due in 1 d 3 h', '还剩 1 天 3 小时', false],
    [-26 * 60, 'Overdue 1 d 2 h', '已超时 1 天 2 小时', true],
    [0, 'Due in 1 min', '还剩 1 分钟', false],
  ])('%s minutes', (minutes, english, chinese, overdue) => {
    expect(formatDue(after(minutes), now, 'en')).toEqual({ text: english, overdue })
    expect(formatDue(after(minutes), now, 'zh-CN')).toEqual({ text: chinese, overdue })
  })
})

describe('codes and clocks', () => {
  it('cuts codes into blocks of four', () => {
    expect(formatCode('K7M4QX2R')).toBe('K7M4 QX2R')
    expect(formatCode('5719 00123410901')).toBe('5719 0012 3410 901')
  })

  it('counts down', () => {
    expect(formatCountdown(6432)).toBe('1:47:12')
    expect(formatCountdown(-3)).toBe('0:00:00')
  })
})

it.each([
  [1, '1 kB'],
  [186_400, '186 kB'],
  [999_999, '1,000 kB'],
  [2_411_724, '2.4 MB'],
  [4_194_304, '4.2 MB'],
])('a file of %i bytes: %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})
