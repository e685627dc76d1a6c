import { describe, expect, test } from 'vitest'
import { isId, newId, newNumber, readableCode } from './id'

describe('ids and numbers', () => {
  test('ids are UUIDs of version 7 that sort by the time they were made', () => {
    const ids = Array.from({ length: 1000 }, () => newId())
    expect(new Set(ids).size).toBe(1000)
    expect(ids.every(isId)).toBe(true)
    expect(ids.every((id) => id[14] === '7')).toBe(true)
    const times = ids.map((id) => id.slice(0, 13))
    expect([...times].sort()).toEqual(times)
  })

  test.each(['', 'x', '00000000-0000-0000-0000-000000000000', "' or 1=1", 7, null])(
    '%j is no id',
    (value) => {
      expect(isId(value)).toBe(false)
    },
  )

  test('codes have no characters that people confuse', () => {
    expect(readableCode(2000)).toMatch(/^[2-9A-HJKMNP-TV-Z]{2000}$/)
  })

  test('a number is the day and eight characters', () => {
    expect(newNumber('2026-11-21')).toMatch(/^20261121[2-9A-Z]{8}$/)
  })
})
