export type Parcel = { number: string; trackingNumber: string }

const MOST_PARCELS = 100

/**
 * Reads lines of an application's number and a tracking number, as they are copied from a courier's sheet. Tells the
 * first line that is none, and a number that stands there twice.
 */
export function parcelsIn(text: string): { parcels: Parcel[] } | { problem: string; line: string } {
  const parcels = new Map<string, Parcel>()
  for (const line of text.normalize('NFKC').split(/\r?\n/)) {
    if (line.trim() === '') continue
    const [, number, trackingNumber] = /^\s*([0-9A-Z]{8,20})[\s,;]+([0-9A-Za-z-]{6,40})\s*$/.exec(line) ?? []
    if (!number || !trackingNumber) return { problem: 'parcel-line', line: line.trim().slice(0, 40) }
    if (parcels.has(number)) return { problem: 'parcel-twice', line: number }
    parcels.set(number, { number, trackingNumber })
  }
  if (parcels.size === 0) return { problem: 'parcels-required', line: '' }
  return parcels.size > MOST_PARCELS
    ? { problem: 'parcels-too-many', line: String(MOST_PARCELS) }
    : { parcels: [...parcels.values()] }
}
