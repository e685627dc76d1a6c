import { crc32 } from 'node:zlib'

export interface Entry {
  name: string
  content: Buffer
}

/** 1980-01-01, the first day that a ZIP can name: the same content gives the same bytes. */
const FIRST_DAY = 0x0021

/** A ZIP archive of entries kept as they are (PKWARE's APPNOTE, method 0). */
export function zip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const common = commonHeader(entry.content, name.length)
    const local = Buffer.concat([numbers([0x04034b50, 4]), common, name, entry.content])
    const extra = numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4])
    directory.push(Buffer.concat([numbers([0x02014b50, 4], [20, 2]), common, extra, name]))
    files.push(local)
    offset += local.length
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0)
  const count = entries.length
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2])
  return Buffer.concat([...files, ...directory, end])
}

/** What local header and directory have alike: version, flags (names are UTF-8), method, time, sum, sizes, name. */
function commonHeader(content: Buffer, nameLength: number): Buffer {
  return numbers(
    ...([
      [20, 2],
      [0x0800, 2],
      [0, 2],
      [0, 2],
      [FIRST_DAY, 2],
    ] as const),
    ...([
      [crc32(content), 4],
      [content.length, 4],
      [content.length, 4],
      [nameLength, 2],
      [0, 2],
    ] as const),
  )
}

function numbers(...parts: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(
    parts.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes)
      buffer.writeUIntLE(value, 0, bytes)
      return buffer
    }),
  )
}
