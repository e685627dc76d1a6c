import type { ChartColour } from '@/components/chart/scale'
import { StackedBars } from '@/components/chart/stacked-bars'
import type { MonthlySpend } from '@/lib/billing/ledger/ledger.queries'
import { add, ZERO } from '@/lib/kernel/money'
import { addMonths, type Period } from '@/lib/kernel/period'
import { formatMoney, formatPeriod } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../page-words'

export const MONTHS_SHOWN = 7
/** The sixth colour stands for everything that has none of its own. */
const OTHER = 6

type Product = { productCode: string; nameEn: string; nameZh: string }
type Series = { label: string; colour: ChartColour; codes: readonly string[] }

export type SpendPlotProps = { spend: readonly MonthlySpend[]; products: readonly Product[]; period: Period }

/** What was paid in each month, by product; every product keeps its colour wherever it is drawn. */
export async function SpendPlot({ spend, products, period }: SpendPlotProps) {
  const overview = await getTranslations('overview')
  const { locale, nameOf } = await pageWords()
  const months = Array.from({ length: MONTHS_SHOWN }, (_, back) => addMonths(period, back + 1 - MONTHS_SHOWN))
  const series = seriesOf(spend, products, nameOf, overview('other'))
  const paid = (month: Period, codes: readonly string[]) =>
    add(
      ...spend
        .filter((one) => one.period === month && codes.includes(one.productCode))
        .map((one) => one.amountFen),
    )
  const total = add(ZERO, ...spend.map((one) => one.amountFen))
  return (
    <StackedBars
      title={overview('spend')}
      note={overview('spendNote', { period: formatPeriod(period, locale) })}
      name={overview('spendName', { total: formatMoney(total), months: MONTHS_SHOWN })}
      series={series}
      per="month"
      bars={months.map((month) => ({
        label: month,
        amounts: series.map(({ codes }) => paid(month, codes)),
        partial: month === period,
      }))}
      locale={locale}
      labels={{
        showAsTable: overview('showAsTable'),
        bar: overview('month'),
        total: overview('total'),
        empty: overview('spendEmpty'),
      }}
    />
  )
}

/** The products that were paid for, in the order of the catalog, which also settles their colours. */
function seriesOf(
  spend: readonly MonthlySpend[],
  products: readonly Product[],
  nameOf: (product: Product) => string,
  otherName: string,
): Series[] {
  const paidFor = new Set(spend.map((one) => one.productCode))
  const own = products.slice(0, OTHER - 1).map((product, position) => ({
    label: nameOf(product),
    colour: (position + 1) as ChartColour,
    codes: [product.productCode],
  }))
  const ownCodes = new Set(own.flatMap(({ codes }) => codes))
  const rest = [...paidFor].filter((code) => !ownCodes.has(code))
  return [
    ...own.filter(({ codes }) => codes.some((code) => paidFor.has(code))),
    ...(rest.length > 0 ? [{ label: otherName, colour: OTHER as ChartColour, codes: rest }] : []),
  ]
}
