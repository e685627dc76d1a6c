import { get } from 'node:http'
import type { Readable } from 'node:stream'
import { openBenchDatabase, type BenchDatabase } from './database'
import { figureOf, median, rounded, takeTurns, type Measured, type Options } from './figure'
import { MANY, plantLongAndShort, plantManyFunds } from './many-rows'
import { rssMb, watchRss } from './memory'
import { startProduct } from './product'
import { signIn } from './session'

const ROUNDS = 5
const LINE_FEED = 10

/** Reads to the last byte and counts lines. */
async function linesIn(stream: Readable): Promise<number> {
  let lines = 0
  for await (const chunk of stream as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}

async function rowsPerSecond(rows: number, read: () => Promise<number>): Promise<number> {
  const start = performance.now()
  const lines = await read()
  if (lines < rows) throw new Error(`${lines} lines of ${rows}`)
  return rows / ((performance.now() - start) / 1000)
}

function download(url: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie } }, (answer) => {
      if (answer.statusCode === 200) linesIn(answer).then(resolve, reject)
      else reject(new Error(`${url}: ${answer.statusCode}`))
    }).on('error', reject)
  })
}

async function copy({ owner }: BenchDatabase, accountId: string): Promise<number> {
  const stream = await owner`copy (
    select number, occurred_at, kind, amount_fen, balance_after_fen, channel, order_number, remark_en
    from ledger_transactions where account_id = ${owner.unsafe(`'${accountId}'`)}
    order by occurred_at desc, id desc
  ) to stdout`.readable()
  return linesIn(stream)
}

/** All fund transactions of an account as CSV, against what the database alone takes to say the same. */
export async function measureExport(name: string, { rows = MANY }: Options): Promise<Measured> {
  const bench = await openBenchDatabase({ history: false })
  const { long, short } = await plantLongAndShort(bench.owner, rows, plantManyFunds)
  const product = await startProduct(bench)
  const url = `${product.url}/funds/export`
  // The first download of few rows loads what the route needs; what many rows take comes on top.
  await download(url, await signIn(bench.owner, short))
  const idleMb = rssMb(product.pid)
  const endRss = watchRss(product.pid)
  const cookie = await signIn(bench.owner, long)
  const [values = [], limits = []] = await takeTurns(
    [
      { once: () => rowsPerSecond(rows, () => download(url, cookie)) },
      { once: () => rowsPerSecond(rows, () => copy(bench, long)) },
    ],
    ROUNDS,
  )
  const peakRssMb = endRss()
  return {
    figure: figureOf({
      name,
      unit: 'rows/s',
      limitWhat: 'COPY … TO STDOUT of the same query',
      values,
      limits,
      peakRssMb,
    }),
    extra: { rows, idleRssMb: idleMb, rssAboveIdleMb: peakRssMb - idleMb },
    lines: [
      `${rows} rows in ${rounded(rows / median(values))} s, the database alone ${rounded(rows / median(limits))} s`,
      `the server had ${idleMb} MB before and at most ${peakRssMb} MB meanwhile`,
    ],
  }
}
