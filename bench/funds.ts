import type postgres from 'postgres'
import { addMonths, periodOf } from '@/lib/kernel/period'
import { writeCursor } from '@/lib/command/page'
import { openBenchDatabase } from './database'
import {
  figureOf,
  median,
  ratios,
  rounded,
  takeTurns,
  type Contestant,
  type Measured,
  type Options,
} from './figure'
import { getPage, openConnections, type Target } from './load'
import { FEW, MANY, plantLongAndShort, plantManyFunds } from './many-rows'
import { watchRss } from './memory'
import { startProduct } from './product'
import { signIn } from './session'

const ROUNDS = 15
const PAGES_A_ROUND = 12
const WARM_UP_PAGES = 600

type Sight = { what: string; address: (accountId: string) => Promise<string> }

/** What somebody looks at in a long list. The month and the row in its middle exist in a short one as well. */
function sights(owner: postgres.Sql): Sight[] {
  const month = addMonths(periodOf(new Date()), -12)
  const at = (query: string) => async () => `/funds${query}`
  return [
    { what: 'first page', address: at('') },
    {
      what: 'deep inside',
      address: async (accountId) => `/funds?cursor=${await middleOf(owner, accountId)}`,
    },
    { what: 'of a type', address: at('?type=refund') },
    { what: 'of a type that never occurs', address: at('?type=top-up') },
    { what: 'of a month', address: at(`?month=${month}`) },
    { what: 'of a type in a month', address: at(`?type=refund&month=${month}`) },
    { what: 'of a channel in a month', address: at(`?channel=alipay&month=${month}`) },
  ]
}

async function middleOf(owner: postgres.Sql, accountId: string): Promise<string> {
  const [row] = await owner<{ at: Date; id: string }[]>`
    select occurred_at as at, id from ledger_transactions where account_id = ${accountId} and kind = 'payment'
    order by occurred_at desc, id desc
    offset (select count(*) / 2 from ledger_transactions where account_id = ${accountId} and kind = 'payment') limit 1`
  if (!row) throw new Error('an account without fund transactions')
  return writeCursor('older', row)
}

/** The milliseconds that a page takes, asked for by one after the other. */
function viewer(target: Target): Contestant {
  const agent = openConnections(1)
  return {
    async once() {
      const times: number[] = []
      for (let page = 0; page < PAGES_A_ROUND; page++) times.push(await getPage(agent, target))
      return median(times)
    },
  }
}

type Seen = { what: string; values: number[]; limits: number[] }
const ratioOf = ({ values, limits }: Seen) => median(ratios(values, limits))

/** The list of fund transactions of an account that has very many, against one that has few: the slowest sight of it. */
export async function measureFunds(name: string, { rows = MANY }: Options): Promise<Measured> {
  const bench = await openBenchDatabase({ history: false })
  const accounts = await plantLongAndShort(bench.owner, rows, plantManyFunds)
  const product = await startProduct(bench)
  const openViewer = async (accountId: string) => {
    const headers = { cookie: await signIn(bench.owner, accountId) }
    return async ({ address }: Sight): Promise<Target> => ({
      url: `${product.url}${await address(accountId)}`,
      headers,
      holds: '</html>',
    })
  }
  const viewers = [await openViewer(accounts.long), await openViewer(accounts.short)]

  const endRss = watchRss(product.pid)
  const seen: Seen[] = []
  for (const sight of sights(bench.owner)) {
    const targets = await Promise.all(viewers.map((view) => view(sight)))
    if (seen.length === 0) for (const target of targets) await warmUp(target)
    const [values = [], limits = []] = await takeTurns(targets.map(viewer), ROUNDS)
    seen.push({ what: sight.what, values, limits })
  }
  const [slowest = { what: '', values: [], limits: [] }] = seen.toSorted((a, b) => ratioOf(b) - ratioOf(a))
  const limitWhat = `the same page (${slowest.what}) of an account with ${FEW}`
  return {
    figure: figureOf({ name, unit: 'ms', limitWhat, ...slowest, peakRssMb: endRss() }),
    extra: { rows },
    lines: seen.map(
      (one) =>
        `${one.what}: ${rounded(median(one.values))} ms of ${rows}, ${rounded(median(one.limits))} ms of ${FEW}, ratio ${rounded(ratioOf(one))}`,
    ),
  }
}

async function warmUp(target: Target): Promise<void> {
  const agent = openConnections(1)
  for (let page = 0; page < WARM_UP_PAGES / 2; page++) await getPage(agent, target)
  agent.destroy()
}
