import postgres from 'postgres'
import { SYSTEM } from '@/lib/auth/actor'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import { settlePayment } from '@/lib/billing/settlement/settle-payment.command'
import { verifyBooks } from '@/lib/billing/settlement/verify-books.job'
import { atEnd } from './at-end'
import { openBenchDatabase, type BenchDatabase } from './database'
import {
  figureOf,
  median,
  peakRssMb,
  ratios,
  rounded,
  takeTurns,
  type Contestant,
  type Measured,
} from './figure'
import { plantOrders } from './history'
import { settleAtOnce } from './settle-at-once'
import { settleByHand } from './settle-by-hand'
import { noticeOf, type NoticeOf } from './settle-notice'

const AT_ONCE = 8
const ROUNDS = 7
/** About so long a round lasts, however fast the machine. */
const ROUND_SECONDS = 1
const FIRST_ROUND = 600
const LARGEST_ROUND = 4_000

async function settleByProduct(notice: NoticeOf): Promise<void> {
  const { noticeId } = await storeNotice(SYSTEM, notice)
  const { outcome } = await settlePayment(SYSTEM, { noticeId })
  if (outcome !== 'settled') throw new Error(`${notice.outTradeNo} was ${outcome}`)
}

type Settling = Contestant & { cpuMs: number[] }

/** Settles notices, eight at once, and says how many a second; keeps what each took of this process's time. */
function contestant(
  bench: BenchDatabase,
  hot: boolean,
  settle: (notice: NoticeOf) => Promise<void>,
): Settling {
  let count = FIRST_ROUND
  const cpuMs: number[] = []
  return {
    cpuMs,
    async once() {
      const account = hot ? (bench.accounts[0] ?? null) : null
      const waiting = (await plantOrders(bench.owner, count, account)).map(noticeOf)
      const cpu = process.cpuUsage()
      const start = performance.now()
      const work = async () => {
        for (let notice = waiting.pop(); notice; notice = waiting.pop()) await settle(notice)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      const rate = count / ((performance.now() - start) / 1000)
      const { user, system } = process.cpuUsage(cpu)
      cpuMs.push((user + system) / 1000 / count)
      count = Math.round(Math.min(Math.max(rate * ROUND_SECONDS, FIRST_ROUND), LARGEST_ROUND))
      return rate
    },
  }
}

/**
 * Notices settled a second, storing included on every side, as the notify route does both. `settle-hot` is the same
 * with all orders belonging to one account.
 */
export async function measureSettle(name: string): Promise<Measured> {
  const bench = await openBenchDatabase()
  const limit = postgres(bench.appUrl, { max: AT_ONCE, onnotice: () => undefined })
  const once = postgres(bench.appUrl, {
    max: AT_ONCE,
    onnotice: () => undefined,
    connection: { options: '-c role=system' },
  })
  atEnd(() => Promise.all([limit.end(), once.end()]))
  const hot = name === 'settle-hot'
  const sides = [
    contestant(bench, hot, settleByProduct),
    contestant(bench, hot, (notice) => settleByHand(limit, notice)),
    contestant(bench, hot, (notice) => settleAtOnce(once, notice)),
  ]
  const [values = [], limits = [], atOnce = []] = await takeTurns(sides, ROUNDS)
  const cpu = sides.map((side) => rounded(median(side.cpuMs)))
  const { differences } = await verifyBooks()
  if (differences.length > 0) throw new Error(`the books do not balance: ${JSON.stringify(differences[0])}`)
  return {
    figure: figureOf({
      name,
      unit: 'notices/s',
      limitWhat: 'the same statements in the same order, hand-written and prepared in postgres.js',
      values,
      limits,
      peakRssMb: peakRssMb(),
    }),
    lines: [
      `everything in one statement: ${Math.round(median(atOnce))} notices/s, ratio ${rounded(median(ratios(values, atOnce)))}`,
      `this process worked ${cpu[0]} ms a notice for the product, ${cpu[1]} for the limit, ${cpu[2]} for the one statement`,
      `${AT_ONCE} at once, ${ROUNDS} rounds, ${hot ? 'all on one account' : 'spread over accounts'}; the books balance`,
    ],
  }
}
