import 'server-only'
import { env } from '@/lib/env'
import { dayOf } from '@/lib/kernel/calendar'
import { Refusal } from '@/lib/kernel/refusal'
import { BYTE_ORDER_MARK, headerRecord, recordWriter, type ExportColumn } from './export-csv'
import { Abandoned, writtenStream } from './export-stream'
import { describeError, log } from './log'
import { problem } from './respond'

export type ExportedFile<Row> = {
  /** Whose download it is. */
  userId: string
  /** In the log. */
  name: string
  /** In ASCII, for browsers that read no other. */
  plainName: string
  /** What the file is called for the person, before its day. */
  fullName: string
  /** Business now. */
  now: Date
  columns: readonly ExportColumn<Row>[]
  /** Hands over all rows, waiting for each `take`. */
  walk: (take: (rows: readonly Row[]) => Promise<void>) => Promise<void>
}

/** A download holds a connection for as long as it takes; the rest of them belongs to everybody else. */
const shareOfPool = () => Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 4))
const EACH_PERSON = 2
const running = new Map<object, string>()

function checkRoom(userId: string): void {
  const own = [...running.values()].filter((one) => one === userId).length
  if (own >= EACH_PERSON || running.size >= shareOfPool()) throw new Refusal('export.too-many')
}

/**
 * Answers with a CSV file that is written while it is read: in one transaction, never all in memory, and given up
 * when the reader leaves. Throws what fails before the first row, and `export.too-many` where too many run.
 */
export async function answerExport<Row>(request: Request, file: ExportedFile<Row>): Promise<Response> {
  const headers = headersOf(file)
  if (request.method === 'HEAD') return new Response(null, { headers })
  checkRoom(file.userId)
  const { body, begun, ended } = writtenStream((emit) => writeRecords(file, emit))
  running.set(body, file.userId)
  let answered = false
  void ended.then((error) => {
    running.delete(body)
    // What fails before the answer is the route's to log.
    if (answered && error !== undefined && !(error instanceof Abandoned)) {
      log.error({ export: file.name, error: describeError(error) }, 'an export failed')
    }
  })
  await begun
  answered = true
  return new Response(body, { headers })
}

/** The refusal of a download that another site asks for with a visitor's cookie; null for our own pages. */
export function ownSiteOnly(request: Request): Response | null {
  // A browser names the site that a request comes from; others send no cookie by accident.
  const site = request.headers.get('sec-fetch-site') ?? 'none'
  return site === 'same-origin' || site === 'none'
    ? null
    : problem(403, 'origin', 'This address answers its own pages only.')
}

async function writeRecords<Row>(
  { columns, walk }: ExportedFile<Row>,
  emit: (text: string) => Promise<void>,
): Promise<void> {
  // The header goes out with the first rows, so that what fails before them is still an answer of its own.
  let text = BYTE_ORDER_MARK + headerRecord(columns)
  const record = recordWriter(columns)
  await walk(async (rows) => {
    for (const row of rows) text += record(row)
    const full = text
    text = ''
    await emit(full)
  })
  if (text !== '') await emit(text)
}

type Named = Pick<ExportedFile<unknown>, 'plainName' | 'fullName' | 'now'>

function headersOf({ plainName, fullName, now }: Named): Record<string, string> {
  const day = dayOf(now)
  const full = `${fullName.replaceAll(/[\\/:*?"<>|\p{C}]+/gu, ' ').trim()} ${day}.csv`
  // RFC 8187: what encodeURIComponent leaves alone and a header must not carry.
  const encoded = encodeURIComponent(full).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${plainName}-${day}.csv"; filename*=UTF-8''${encoded}`,
    // Compressing would cost more time than the whole file, and holding it back would hide how far it is.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  }
}
