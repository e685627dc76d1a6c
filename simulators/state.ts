import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

type Line = [collection: string, id: string, value: unknown]

const COMPACTION_CHUNK = 1024 * 1024

/** Values by id, kept in memory; each `put` is in the journal before it returns. Values are never changed in place. */
export class Collection<T> {
  constructor(
    private readonly entries: Map<string, T>,
    private readonly append: (id: string, value: T) => void,
  ) {}

  get(id: string): T | undefined {
    return this.entries.get(id)
  }

  values(): IterableIterator<T> {
    return this.entries.values()
  }

  put(id: string, value: T): T {
    this.append(id, value)
    this.entries.set(id, value)
    return value
  }
}

/**
 * An append-only file of JSON lines, one for each new value of an entry. What was written survives the death of the
 * process, not that of the machine (no fsync). It is rewritten without the superseded lines at each start.
 */
export class Journal {
  private readonly file: string
  private readonly collections: Map<string, Map<string, unknown>>
  private descriptor: number

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    this.file = join(directory, 'journal.jsonl')
    this.collections = replay(this.file)
    compact(this.file, this.collections)
    this.descriptor = openSync(this.file, 'a', 0o600)
  }

  /** The caller names the type of what it alone writes under this name. */
  collection<T>(name: string): Collection<T> {
    const entries = this.collections.get(name) ?? new Map<string, unknown>()
    this.collections.set(name, entries)
    return new Collection(entries as Map<string, T>, (id, value) => {
      const line: Line = [name, id, value]
      writeSync(this.descriptor, `${JSON.stringify(line)}\n`)
    })
  }

  close(): void {
    closeSync(this.descriptor)
    this.descriptor = -1
  }
}

function replay(file: string): Map<string, Map<string, unknown>> {
  const collections = new Map<string, Map<string, unknown>>()
  if (!existsSync(file)) return collections
  const lines = readFileSync(file, 'utf8').split('\n')
  for (const [index, source] of lines.entries()) {
    if (source === '') continue
    let line: Line
    try {
      line = JSON.parse(source) as Line
    } catch (error) {
      // Only the last line can be torn by a kill; a broken one before it means that the file was damaged.
      if (index === lines.length - 1) continue
      throw new Error(`${file}, line ${index + 1} cannot be read.`, { cause: error })
    }
    const [name, id, value] = line
    const entries = collections.get(name) ?? new Map<string, unknown>()
    collections.set(name, entries)
    entries.set(id, value)
  }
  return collections
}

function compact(file: string, collections: Map<string, Map<string, unknown>>): void {
  const draft = `${file}.draft`
  const descriptor = openSync(draft, 'w', 0o600)
  let pending = ''
  for (const [name, entries] of collections) {
    for (const [id, value] of entries) {
      pending += `${JSON.stringify([name, id, value])}\n`
      if (pending.length > COMPACTION_CHUNK) {
        writeSync(descriptor, pending)
        pending = ''
      }
    }
  }
  writeSync(descriptor, pending)
  closeSync(descriptor)
  renameSync(draft, file)
}
