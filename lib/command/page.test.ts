import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { cutPage, readCursor, writeCursor } from './page'

const rows = Array.from({ length: 5 }, (_, position) => ({
  id: newId(),
  at: new Date(5000 - position),
  position,
}))
const older = { direction: 'older', at: new Date(0), id: newId() } as const
const newer = { direction: 'newer', at: new Date(0), id: newId() } as const

describe('pages', () => {
  test('the first page has older rows when one more was found', () => {
    const page = cutPage(rows, null, 4)
    expect(page.rows).toHaveLength(4)
    expect(page.newer).toBeNull()
    expect(readCursor(page.older ?? undefined)).toMatchObject({ direction: 'older', id: rows[3]?.id })
  })

  test('a page further on can go back, and the last one cannot go on', () => {
    const page = cutPage(rows, older, 5)
    expect(readCursor(page.newer ?? undefined)).toMatchObject({ direction: 'newer', id: rows[0]?.id })
    expect(page.older).toBeNull()
  })

  test('walking back the rows come oldest first and leave newest first', () => {
    const page = cutPage([...rows].reverse(), newer, 4)
    expect(page.rows.map((row) => row.position)).toEqual([1, 2, 3, 4])
    expect(page.newer).not.toBeNull()
    expect(page.older).not.toBeNull()
  })

  test.each(['', 'older', 'older_x_y', `sideways_1_${newId()}`, `older_1_${'z'.repeat(36)}`])(
    '%j is no cursor',
    (text) => {
      expect(readCursor(text)).toBeNull()
    },
  )

  test('a cursor is read as it was written', () => {
    const row = { at: new Date(1234), id: newId() }
    expect(readCursor(writeCursor('older', row))).toEqual({ direction: 'older', ...row })
  })
})
