import { crc32, inflateRawSync } from 'node:zlib'

export type ZipProblem = 'zip-unreadable' | 'zip-locked' | 'zip-too-large'
export type OpenedZip =
  { ok: true; files: ReadonlyMap<string, Uint8Array> } | { ok: false; problem: ZipProblem }

/**
 * The bureau's own workbook unpacks to 6 MB, its largest sheet to 4.5 MB; a small file may claim any size. What is read
 * as XML afterwards takes some twenty times as much, so no file is larger than this (measured: 8 MB of it, 300 MB).
 */
const MOST_OF_ONE = 8 * 1024 * 1024
const MOST_UNPACKED = 24 * 1024 * 1024
const MOST_FILES = 1_000

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const FILE_SIGNATURE = 0x04034b50
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

/**
 * Unpacks a ZIP archive whole, within bounds: sizes are read from its directory before anything is unpacked, and no file
 * is unpacked beyond the size it claims. An archive with an encrypted file, one of two files of a name, or one whose
 * content is not what its directory says, is refused.
 */
export function openZip(bytes: Uint8Array): OpenedZip {
  const entries = directoryOf(bytes)
  if (!entries) return { ok: false, problem: 'zip-unreadable' }
  if (entries.some(({ flags }) => flags & ENCRYPTED)) return { ok: false, problem: 'zip-locked' }
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0)
  const tooLarge = entries.some(({ size }) => size > MOST_OF_ONE) || unpacked > MOST_UNPACKED
  if (entries.length > MOST_FILES || tooLarge) return { ok: false, problem: 'zip-too-large' }
  const files = new Map<string, Uint8Array>()
  for (const entry of entries) {
    const content = unpack(bytes, entry)
    if (!content || files.has(entry.name)) return { ok: false, problem: 'zip-unreadable' }
    files.set(entry.name, content)
  }
  return { ok: true, files }
}

type Entry = {
  name: string
  flags: number
  method: number
  checksum: number
  packed: number
  size: number
  at: number
}

/** One file, as long as its directory says and with the checksum it says; null for anything else. */
function unpack(bytes: Uint8Array, { at, packed, size, method, checksum }: Entry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + 30 > bytes.length || view.getUint32(at, true) !== FILE_SIGNATURE) return null
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + packed > bytes.length) return null
  const kept = bytes.subarray(start, start + packed)
  const content = method === STORED ? kept : method === DEFLATED ? inflated(kept, size) : null
  return content?.length === size && crc32(content) === checksum ? content : null
}

function inflated(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) })
  } catch {
    return null
  }
}

/** The entries of an archive's directory (APPNOTE 4.3.12 and 4.3.16); null where there is none. */
function directoryOf(bytes: Uint8Array): Entry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at <= end ? entries : null
}

function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at--)
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  return null
}
