import { buildBare, serveBare } from './bare'
import { BARE_APPLICATIONS_PAGE } from './bare-applications-page'
import { BARE_ORDERS_PAGE } from './bare-orders-page'
import { openBenchDatabase, type BenchDatabase } from './database'
import { figureOf, median, ratios, rounded, takeTurns, type Measured, type Options } from './figure'
import { pagesPerSecond, percentile, timesAtRate, type Target } from './load'
import { plantManyApplications } from './many-applications'
import { FEW, MANY, plantLongAndShort, plantManyOrders } from './many-rows'
import { watchRss } from './memory'
import { startProduct } from './product'
import { signIn } from './session'

const CONNECTIONS = 16
/** Short and many: a machine's speed may change within seconds. */
const ROUNDS = 15
const ROUND_SECONDS = 2
/** A newly started Next server takes some two thousand pages to become as fast as it stays. */
const WARM_UP_SECONDS = 15
const STEADY_RATE = 50
const STEADY_ROUNDS = 5
const STEADY_SECONDS = 8

/** The lists that are measured, by the name of their figure. */
const LISTS = {
  pages: {
    path: '/orders',
    rows: 'orders',
    plant: plantManyOrders,
    bare: BARE_ORDERS_PAGE,
    newest: (owner: BenchDatabase['owner'], accountId: string) => owner<{ number: string }[]>`
      select number from orders where account_id = ${accountId} order by placed_at desc, id desc limit 1`,
  },
  'pages-invoices': {
    path: '/invoices',
    rows: 'applications',
    plant: plantManyApplications,
    bare: BARE_APPLICATIONS_PAGE,
    newest: (owner: BenchDatabase['owner'], accountId: string) => owner<{ number: string }[]>`
      select number from invoice_applications where account_id = ${accountId} order by submitted_at desc, id desc limit 1`,
  },
}
type List = (typeof LISTS)[keyof typeof LISTS]

/** A signed-in list, against a bare page of the same rows; and what a long list costs over a short one. */
export async function measurePages(name: string, { rows = MANY }: Options): Promise<Measured> {
  const list = name === 'pages-invoices' ? LISTS['pages-invoices'] : LISTS.pages
  const bench = await openBenchDatabase({ history: false })
  const accounts = await plantLongAndShort(bench.owner, rows, list.plant)
  const product = await startProduct(bench)
  const long = await pageOf(list, bench, product.url, accounts.long)
  const short = await pageOf(list, bench, product.url, accounts.short)
  const cwd = await buildBare(bench.directory, list.bare)
  const settings = { BARE_DATABASE_URL: bench.ownerUrl, BARE_ACCOUNT: accounts.long }
  const bare: Target = { url: await serveBare(cwd, settings), holds: long.holds }

  const endRss = watchRss(product.pid)
  for (const target of [long, bare]) await pagesPerSecond(target, CONNECTIONS, WARM_UP_SECONDS)
  const [values = [], limits = []] = await takeTurns(
    [long, bare].map((target) => ({ once: () => pagesPerSecond(target, CONNECTIONS, ROUND_SECONDS) })),
    ROUNDS,
  )
  const steady = await measureSteady(long, short, median(values))
  return {
    figure: figureOf({
      name,
      unit: 'pages/s',
      limitWhat: 'a bare Next page with the same query and table',
      values,
      limits,
      peakRssMb: endRss(),
    }),
    extra: { rows, ...steady },
    lines: [
      `20 rows out of ${rows}, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_SECONDS} s`,
      `p95 at ${steady.p95Rate} pages/s: ${steady.p95ManyMs} ms of ${rows} ${list.rows}, ${steady.p95FewMs} ms of ${FEW}, ratio ${steady.p95Ratio}`,
    ],
  }
}

/** How long the slower pages take at a load that the product carries easily. */
async function measureSteady(long: Target, short: Target, pagesPerSecondAtMost: number) {
  // Where the machine is slower than that, the pages would wait for each other and say nothing.
  const rate = Math.max(1, Math.min(STEADY_RATE, Math.floor(pagesPerSecondAtMost / 2)))
  const p95 = (target: Target) => ({
    once: async () => percentile(await timesAtRate(target, rate, STEADY_SECONDS), 0.95),
  })
  const [longMs = [], shortMs = []] = await takeTurns([p95(long), p95(short)], STEADY_ROUNDS)
  return {
    p95ManyMs: rounded(median(longMs)),
    p95FewMs: rounded(median(shortMs)),
    p95Ratio: rounded(median(ratios(longMs, shortMs))),
    p95Rate: rate,
  }
}

/** The first page of an account's list, which must show the number of its newest row. */
async function pageOf(
  { path, newest }: List,
  { owner }: BenchDatabase,
  url: string,
  accountId: string,
): Promise<Target> {
  const [row] = await newest(owner, accountId)
  const headers = { cookie: await signIn(owner, accountId) }
  return { url: `${url}${path}`, headers, holds: row?.number ?? '' }
}
