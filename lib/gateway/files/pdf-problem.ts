import 'server-only'
import { inflateSync } from 'node:zlib'

/** What one compressed part may grow to; a page of objects is a few kilobytes. */
const LARGEST_PART = 4 * 1024 * 1024
const MOST_PARTS = 200

const SCRIPT = /\/(JavaScript|JS|Launch)(?![A-Za-z0-9])/
const LOCKED = /\/Encrypt(?![A-Za-z0-9])/

/**
 * Why a PDF is not taken: it is none, it is encrypted, or it would run something (ISO 32000, 7.6 and 12.6.4). Null
 * where nothing of it is found. It looks at the objects, also the compressed ones, and not into the pages' pictures.
 */
export function pdfProblem(bytes: Buffer): 'unreadable' | 'locked' | null {
  const text = bytes.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text) || !/%%EOF\s*$/.test(text.slice(-1024))) return 'unreadable'
  const { objects, packed } = partsOf(text)
  const unpacked = packed.map(unpack)
  if (unpacked.includes(null)) return 'unreadable'
  const read = plainNames([objects, ...unpacked].join('\n'))
  return LOCKED.test(read) || SCRIPT.test(read) ? 'locked' : null
}

/** Whether a PDF is encrypted, whatever it says beside. */
export function isLockedPdf(bytes: Buffer): boolean {
  return LOCKED.test(plainNames(partsOf(bytes.toString('latin1')).objects))
}

/** The objects outside of streams, and the streams that hold further objects. Other streams are pages and pictures. */
function partsOf(text: string): { objects: string; packed: string[] } {
  let objects = ''
  const packed: string[] = []
  let at = 0
  for (const { 0: opening, index } of text.matchAll(/(?<!end)stream\r?\n/g)) {
    if (index < at) continue
    const between = text.slice(at, index)
    const start = index + opening.length
    const end = text.indexOf('endstream', start)
    objects += between
    if (plainNames(between.slice(-2048)).includes('/ObjStm')) packed.push(text.slice(start, end))
    at = end < 0 ? text.length : end
  }
  return { objects: objects + text.slice(at), packed }
}

function unpack(packed: string, position: number): string | null {
  if (position >= MOST_PARTS) return null
  try {
    return inflateSync(Buffer.from(packed, 'latin1'), { maxOutputLength: LARGEST_PART }).toString('latin1')
  } catch {
    return null
  }
}

/** A name may be written with its letters as hexadecimal numbers, `/J#53` for `/JS`. */
function plainNames(text: string): string {
  return text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
