import { crc32 } from 'node:zlib'

/** A file as it stands in a ZIP archive: what its directory says of it, but where in the archive it begins. */
export type ZipEntry = { name: string; crc: number; size: number }

// Names in UTF-8 (APPNOTE 4.4.4, bit 11). PDF and OFD are compressed already, so files are stored as they are.
const UTF8 = 0x0800
const VERSION = 20
/** 1980-01-01 00:00, the first day that a ZIP knows: what is packed twice is the same, byte for byte. */
const DAY = 0x0021

const nameOf = (entry: ZipEntry) => Buffer.from(entry.name, 'utf8')

/** The bytes of some files of an archive. What follows them are further files or the directory. */
export function zipFiles(files: readonly { name: string; content: Uint8Array }[]): {
  bytes: Buffer
  entries: ZipEntry[]
} {
  const entries = files.map(({ name, content }) => ({ name, crc: crc32(content), size: content.length }))
  const chunks = files.flatMap(({ content }, at) => {
    const entry = entries[at]
    return entry ? [localHeader(entry), content] : []
  })
  return { bytes: Buffer.concat(chunks), entries }
}

function localHeader(entry: ZipEntry): Buffer {
  const name = nameOf(entry)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(UTF8, 6)
  header.writeUInt16LE(DAY, 12)
  writeSizes(header, 14, entry)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

/** The end of an archive: the directory of all its files, in the order in which they stand (APPNOTE 4.3.12, 4.3.16). */
export function zipDirectory(entries: readonly ZipEntry[]): Buffer {
  let offset = 0
  const records = entries.map((entry) => {
    const name = nameOf(entry)
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt16LE(VERSION, 4)
    record.writeUInt16LE(VERSION, 6)
    record.writeUInt16LE(UTF8, 8)
    record.writeUInt16LE(DAY, 14)
    writeSizes(record, 16, entry)
    record.writeUInt16LE(name.length, 28)
    record.writeUInt32LE(offset, 42)
    offset += 30 + name.length + entry.size
    return Buffer.concat([record, name])
  })
  const directory = Buffer.concat(records)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([directory, end])
}

function writeSizes(header: Buffer, at: number, { crc, size }: ZipEntry): void {
  header.writeUInt32LE(crc, at)
  header.writeUInt32LE(size, at + 4)
  header.writeUInt32LE(size, at + 8)
}
