import { isId } from '@/lib/kernel/id'

/** One page of a list that is walked by key: no counting through what was skipped. */
export type Page<Row> = { rows: Row[]; newer: string | null; older: string | null }

/** Where a page begins: after (older) or before (newer) the row with this moment and id. */
export type Cursor = { direction: 'older' | 'newer'; at: Date; id: string }

export const PAGE_SIZE = 20

export function writeCursor(direction: Cursor['direction'], row: { at: Date; id: string }): string {
  return `${direction}_${row.at.getTime()}_${row.id}`
}

/** Null for anything that is not a cursor of ours: the list then begins at its head. */
export function readCursor(text: string | undefined): Cursor | null {
  const match = /^(older|newer)_(\d{1,14})_([0-9a-f-]{36})$/.exec(text ?? '')
  const [, direction, at, id] = match ?? []
  if (!direction || !at || !isId(id)) return null
  return { direction: direction as Cursor['direction'], at: new Date(Number(at)), id }
}

/**
 * Cuts one row more than a page into a page. `rows` come in the order of the walk (newest first when going
 * older, oldest first when going newer) and leave newest first.
 */
export function cutPage<Row extends { at: Date; id: string }>(
  rows: Row[],
  cursor: Cursor | null,
  size = PAGE_SIZE,
): Page<Row> {
  const more = rows.length > size
  const kept = rows.slice(0, size)
  if (cursor?.direction === 'newer') kept.reverse()
  const first = kept[0]
  const last = kept.at(-1)
  const hasNewer = cursor === null ? false : cursor.direction === 'newer' ? more : true
  const hasOlder = cursor?.direction === 'newer' ? true : more
  return {
    rows: kept,
    newer: first && hasNewer ? writeCursor('newer', first) : null,
    older: last && hasOlder ? writeCursor('older', last) : null,
  }
}
