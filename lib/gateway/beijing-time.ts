/** China keeps one zone and has had no daylight saving since 1991, so the offset is a constant. */
const OFFSET_MS = 8 * 3_600_000

/** `2026-11-21 08:00:00`, the only form Alipay knows, whatever zone this process runs in. */
export function beijingTime(instant: Date): string {
  return shifted(instant).replace('T', ' ')
}

/** `2026-11-21T08:00:00+08:00`, the form WeChat Pay's documents show. */
export function beijingTimeWithOffset(instant: Date): string {
  return `${shifted(instant)}+08:00`
}

/** Reads `2026-11-21 08:00:00` (Alipay adds milliseconds to some fields); null for anything else. */
export function readBeijingTime(text: unknown): Date | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/.test(text)) return null
  return dateOrNull(`${text.replace(' ', 'T')}+08:00`)
}

/** Reads an RFC 3339 time with its offset; null for anything else. */
export function readRfc3339(text: unknown): Date | null {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
  return typeof text === 'string' && form.test(text) ? dateOrNull(text) : null
}

function shifted(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)
}

function dateOrNull(text: string): Date | null {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}
