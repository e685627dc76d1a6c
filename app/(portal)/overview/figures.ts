import type { Figure } from '@/components/ui/strip'
import type { Balances, MonthlySpend } from '@/lib/billing/ledger/ledger.queries'
import type { OrderRow } from '@/lib/billing/order/order.queries'
import type { ResourceSummary } from '@/lib/billing/resource/resource.queries'
import { add } from '@/lib/kernel/money'
import type { Period } from '@/lib/kernel/period'
import { formatInstant, formatMoney, formatPeriod } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../page-words'

/** As many as one strip holds; more resources have their own pages. */
const MOST = 5

type Standing = {
  resources: readonly ResourceSummary[]
  /** Null where the policy knows no wallet. */
  balances: Balances | null
  spend: readonly MonthlySpend[]
  waiting: { orders: readonly OrderRow[]; count: number }
  period: Period
}

export async function overviewFigures(standing: Standing): Promise<Figure[]> {
  const { balances, spend, waiting, period } = standing
  const overview = await getTranslations('overview')
  const { locale } = await pageWords()
  const [next] = waiting.orders
    .map((order) => order.expiresAt)
    .sort((one, other) => one.getTime() - other.getTime())
  const money: Figure[] = [
    ...(balances
      ? [
          {
            label: overview('cash'),
            value: formatMoney(balances.cashFen),
            note: overview(balances.cardsFen > 0n ? 'giftAndCards' : 'gift', {
              amount: formatMoney(balances.giftFen),
              cards: formatMoney(balances.cardsFen),
            }),
          },
        ]
      : []),
    {
      label: overview('paidThisMonth'),
      value: formatMoney(add(...spend.filter((one) => one.period === period).map((one) => one.amountFen))),
      note: overview('soFar', { period: formatPeriod(period, locale) }),
    },
    {
      label: overview('pending'),
      value: overview('pendingOrders', { count: waiting.count }),
      note: next
        ? overview('nextExpires', { moment: formatInstant(next, locale) })
        : overview('nothingPending'),
    },
  ]
  const resources = standing.resources.slice(0, MOST - money.length)
  return [...(await Promise.all(resources.map(remainingOf))), ...money]
}

async function remainingOf(resource: ResourceSummary): Promise<Figure> {
  const resources = await getTranslations('resources')
  const { nameOf, unitsText } = await pageWords()
  const { units, remainingUnits, packages } = resource
  return {
    label: resources('remainingOf', { name: nameOf(resource) }),
    value: unitsText(remainingUnits, resource),
    note:
      packages === 0
        ? resources('noPackage')
        : resources('ofBoughtIn', { units: unitsText(units, resource), packages }),
  }
}
