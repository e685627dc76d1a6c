import { describe, expect, test } from 'vitest'
import { askDelaySeconds, channelFor, differenceOf } from './channel.rules'

describe('the channel of a kind', () => {
  const settings = { e_general: 'nuonuo', e_special: 'etax-workbook', paper_general: 'pigeon' }
  test.each([
    ['e_general', ['nuonuo'], 'nuonuo'],
    ['e_general', [], 'manual'],
    ['e_special', [], 'etax-workbook'],
    ['paper_general', ['nuonuo', 'pigeon'], 'manual'],
    ['paper_special', ['nuonuo'], 'manual'],
  ] as const)('%s with %j is %s', (kind, offered, channel) => {
    expect(channelFor(settings, kind, offered)).toBe(channel)
  })

  test.each([null, undefined, 'nuonuo', []])('settings that are none (%j) mean by hand', (none) => {
    expect(channelFor(none, 'e_general', ['nuonuo'])).toBe('manual')
  })
})

test('a channel is asked soon, then ever more slowly, and never not at all', () => {
  const delays = Array.from({ length: 40 }, (_, queries) => askDelaySeconds(queries))
  expect(delays).toEqual(delays.toSorted((a, b) => a - b))
  expect([delays[0], delays.at(-1)]).toEqual([2, 600])
})

describe('an issued invoice', () => {
  const expected = {
    ...{ number: '20881234567890123456', issuedOn: '2026-11-23', buyerName: '杭州云杉科技有限公司' },
    ...{ buyerTaxId: '91330100799655058B', totalFen: 500_000n, taxFen: 28_302n },
  }
  test('is as ordered where nothing that it says differs', () => {
    expect(differenceOf(expected, expected)).toBeNull()
    expect(differenceOf(expected, { totalFen: 500_000n, taxFen: 28_302n })).toBeNull()
  })

  test.each([
    ['number', { number: '20881234567890123457' }],
    ['issuedOn', { issuedOn: '2026-11-24' }],
    ['buyerName', { buyerName: '杭州云杉科技' }],
    ['buyerTaxId', { buyerTaxId: '' }],
    ['totalFen', { totalFen: 500_001n }],
    ['taxFen', { taxFen: 28_301n }],
  ])('is told by its %s', (name, change) => {
    expect(differenceOf(expected, { ...expected, ...change })).toBe(name)
  })
})
