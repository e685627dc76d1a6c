import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCursor } from '@/lib/command/page'
import {
  addressOf,
  cursorParam,
  dayParam,
  periodParam,
  textParam,
  wordParam,
  type SearchParams,
} from './search-params'

const row = { at: new Date('2026-11-21T02:05:09.123Z'), id: '01937f2e-8f53-7cc2-8000-0123456789ab' }

describe('text', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['   ', undefined],
    [' 认证 服务 ', '认证 服务'],
    [['first', 'second'], 'first'],
    ['nul\u0000and\ttab', 'nul and tab'],
    ['\u0000', undefined],
    ['lone\ud800surrogate', 'lone surrogate'],
    ['x'.repeat(300), 'x'.repeat(100)],
    ['😀'.repeat(200), '😀'.repeat(100)],
  ])('%j reads %j', (value, text) => expect(textParam({ search: value }, 'search')).toBe(text))

  it('never hands on what a database refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = textParam({ search: value }, 'search') ?? ''
        expect(text).not.toMatch(/\p{Cc}|\p{Cs}/u)
        expect(Array.from(text).length).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('words, days and months', () => {
  const read = (value: string) => ({ value }) satisfies SearchParams

  it('knows its words only', () => {
    expect(wordParam(read('paid'), 'value', ['paid', 'expired'])).toBe('paid')
    expect(wordParam(read('PAID'), 'value', ['paid', 'expired'])).toBeUndefined()
    expect(wordParam(read('constructor'), 'value', ['paid'])).toBeUndefined()
    expect(wordParam({}, 'value', ['paid'])).toBeUndefined()
  })

  it.each([
    ['2026-11-21', '2026-11-21'],
    ['2026-02-30', undefined],
    ['21.11.2026', undefined],
    ['0000-01-01', undefined],
    ['1999-12-31', undefined],
    ['2000-01-01', '2000-01-01'],
    ['2999-12-31', '2999-12-31'],
    ['9999-12-31', undefined],
  ])('day %s', (value, day) => expect(dayParam(read(value), 'value')).toBe(day))

  it.each([
    ['2026-11', '2026-11'],
    ['2026-13', undefined],
    ['0000-01', undefined],
    ['9999-12', undefined],
  ])('month %s', (value, period) => expect(periodParam(read(value), 'value')).toBe(period))

  it('reads cursors that it wrote', () => {
    expect(cursorParam({ cursor: writeCursor('older', row) })).toEqual({ direction: 'older', ...row })
    expect(cursorParam({ cursor: 'older_1_x' })).toBeNull()
    expect(cursorParam({})).toBeNull()
  })
})

describe('addresses', () => {
  it('carry what is set, escaped', () => {
    expect(addressOf('/orders', { search: 'a & b', status: undefined, product: '', cursor: null })).toBe(
      '/orders?search=a+%26+b',
    )
    expect(addressOf('/orders', {})).toBe('/orders')
  })
})
