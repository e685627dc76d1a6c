import { buildBare, serveBare } from './bare'
import { BARE_ORDERS_PAGE } from './bare-orders-page'
import type { BenchDatabase } from './database'
import { figureOf, median, ratios, rounded, takeTurns, type Measured, type Options } from './figure'
import { pagesPerSecond, percentile, timesAtRate, type Target } from './load'
import { FEW, MANY, plantLongAndShort, plantManyOrders, type LongAndShort } from './many-rows'
import { watchRss } from './memory'
import { signIn } from './session'
import { withProduct, type World } from './with-product'

const CONNECTIONS = 16
/** Short and many: a machine's speed may change within seconds. */
const ROUNDS = 15
const ROUND_SECONDS = 2
/** A newly started Next server takes some two thousand pages to become as fast as it stays. */
const WARM_UP_SECONDS = 15
const STEADY_RATE = 50
const STEADY_ROUNDS = 5
const STEADY_SECONDS = 8

/** The signed-in list of orders, against a bare page of the same rows; and what a long list costs over a short one. */
export async function measurePages(name: string, { rows = MANY }: Options): Promise<Measured> {
  return withProduct({ history: false }, async (world) => {
    const endRss = watchRss(world.product.pid)
    const { long, short, bare } = await openTargets(
      world,
      await plantLongAndShort(world.bench.owner, rows, plantManyOrders),
    )
    for (const target of [long, bare]) await pagesPerSecond(target, CONNECTIONS, WARM_UP_SECONDS)
    const [pages = [], limits = []] = await takeTurns(
      [long, bare].map((target) => ({ once: () => pagesPerSecond(target, CONNECTIONS, ROUND_SECONDS) })),
      ROUNDS,
    )
    // Where the machine is slower than that, the pages would wait for each other and say nothing.
    const rate = Math.min(STEADY_RATE, Math.floor(median(pages) / 2))
    const p95 = (target: Target) => ({
      once: async () => percentile(await timesAtRate(target, rate, STEADY_SECONDS), 0.95),
    })
    const [longMs = [], shortMs = []] = await takeTurns([p95(long), p95(short)], STEADY_ROUNDS)
    const steady = {
      p95ManyMs: rounded(median(longMs)),
      p95FewMs: rounded(median(shortMs)),
      p95Ratio: rounded(median(ratios(longMs, shortMs))),
      p95Rate: rate,
    }
    return {
      figure: figureOf({
        name,
        unit: 'pages/s',
        limitWhat: 'a bare Next page with the same query and table',
        values: pages,
        limits,
        peakRssMb: endRss(),
      }),
      extra: { rows, ...steady },
      lines: [
        `20 rows out of ${rows}, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_SECONDS} s`,
        `p95 at ${rate} pages/s: ${steady.p95ManyMs} ms of ${rows} orders, ${steady.p95FewMs} ms of ${FEW}, ratio ${steady.p95Ratio}`,
      ],
    }
  })
}

async function openTargets({ bench, product, atEnd }: World, { long, short }: LongAndShort) {
  const cwd = await buildBare(bench.directory, BARE_ORDERS_PAGE)
  const served = await serveBare(cwd, { BARE_DATABASE_URL: bench.ownerUrl, BARE_ACCOUNT: long })
  atEnd(() => served.stop())
  const longPage = await pageOf(bench, `${product.url}/orders`, long)
  return {
    long: longPage,
    short: await pageOf(bench, `${product.url}/orders`, short),
    bare: { url: served.url, holds: longPage.holds },
  }
}

/** The first page of an account's orders, which must show the number of its newest one. */
async function pageOf({ owner }: BenchDatabase, url: string, accountId: string): Promise<Target> {
  const [newest] = await owner<{ number: string }[]>`
    select number from orders where account_id = ${accountId} order by placed_at desc, id desc limit 1`
  return { url, headers: { cookie: await signIn(owner, accountId) }, holds: newest?.number ?? '' }
}
