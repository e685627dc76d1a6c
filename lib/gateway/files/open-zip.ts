import { unzipSync } from 'fflate'

export type ZipProblem = 'zip-unreadable' | 'zip-locked' | 'zip-too-large'
export type OpenedZip =
  { ok: true; files: ReadonlyMap<string, Uint8Array> } | { ok: false; problem: ZipProblem }

/** The bureau's own workbook unpacks to 6 MB; a small file may claim any size. */
const MOST_UNPACKED = 48 * 1024 * 1024
const MOST_FILES = 1_000

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const ENCRYPTED = 1

/**
 * Unpacks a ZIP archive whole, within bounds: sizes are read from its directory before anything is unpacked, and no file
 * is unpacked beyond the size it claims. An archive with an encrypted file, or one of two files of a name, is refused.
 */
export function openZip(bytes: Uint8Array): OpenedZip {
  const entries = directoryOf(bytes)
  if (!entries) return { ok: false, problem: 'zip-unreadable' }
  if (entries.some(({ flags }) => flags & ENCRYPTED)) return { ok: false, problem: 'zip-locked' }
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0)
  if (entries.length > MOST_FILES || unpacked > MOST_UNPACKED) return { ok: false, problem: 'zip-too-large' }
  try {
    const files = new Map(Object.entries(unzipSync(bytes)))
    return files.size === entries.length ? { ok: true, files } : { ok: false, problem: 'zip-unreadable' }
  } catch {
    return { ok: false, problem: 'zip-unreadable' }
  }
}

type Entry = { flags: number; size: number }

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
    entries.push({ flags: view.getUint16(at + 8, true), size: view.getUint32(at + 24, true) })
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at <= end ? entries : null
}

function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at--)
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  return null
}
