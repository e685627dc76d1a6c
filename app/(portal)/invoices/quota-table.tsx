import { MoneyExplanation } from '@/components/billing/money-explanation'
import { MoneyText } from '@/components/billing/money-text'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import type { QuotaTotal } from '@/lib/billing/invoice/quota.queries'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { invoiceWords } from './invoice-words'

export type QuotaTableProps = {
  totals: readonly QuotaTotal[]
  /** Where applying begins; null for who may not, or not yet. */
  apply: string | null
}

/** **Total expenses** and **Invoiceable amount** of each section and seller, with the way to apply for it. */
export async function QuotaTable({ totals, apply }: QuotaTableProps) {
  if (totals.length === 0) return null
  const text = await getTranslations('invoices')
  return (
    <div className="mb-5">
      <DataTable
        caption={text('quota')}
        columns={await quotaColumns(apply)}
        rows={totals}
        rowKey={({ section, sellerId }) => `${section}:${sellerId}`}
        twoLine
        boxed
        below={(total) => (hasMore(total) ? <WhyNotMore total={total} /> : null)}
      />
    </div>
  )
}

/** Whether more was paid than can be invoiced, so that somebody may ask why. */
const hasMore = ({ freeFen, parts }: QuotaTotal) => freeFen !== parts.paidFen

async function quotaColumns(apply: string | null): Promise<Column<QuotaTotal>[]> {
  return [...(await documentColumns()), ...(await amountColumns(apply))]
}

/** Which documents they are: of which section and seller, and how many are ready. */
async function documentColumns(): Promise<Column<QuotaTotal>[]> {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  const ready = ({ orders, cards }: QuotaTotal['ready']) =>
    [
      orders > 0 ? text('readyOrders', { count: orders }) : null,
      cards > 0 ? text('readyCards', { count: cards }) : null,
    ]
      .filter((part) => part !== null)
      .join(' · ')
  const sectionOf = ({ section, isPlatform }: QuotaTotal) =>
    section === 'market' && isPlatform ? text('selfOperated') : text(`section.${section}`)
  return [
    {
      key: 'section',
      header: text('sectionLabel'),
      phone: 'title',
      cell: (total) => (
        <>
          <span className="font-semibold">{sectionOf(total)}</span>
          <span className="under">{text('invoicedBy', { seller: words.sellerText(total) })}</span>
        </>
      ),
    },
    {
      key: 'ready',
      header: text('ready'),
      kind: 'note',
      phone: 'sub',
      cell: (total) => ready(total.ready) || <Nothing />,
    },
  ]
}

async function amountColumns(apply: string | null): Promise<Column<QuotaTotal>[]> {
  const text = await getTranslations('invoices')
  return [
    {
      key: 'total',
      header: text('totalExpenses'),
      kind: 'count',
      phone: 'status',
      cell: ({ totalFen }) => (
        <>
          <span className="phone-only mr-1.5 text-text-3">{text('totalExpenses')}</span>
          <MoneyText amount={totalFen} />
        </>
      ),
    },
    {
      key: 'invoiceable',
      header: text('invoiceable'),
      kind: 'amount',
      phone: 'amount',
      cell: (total) => (
        <>
          <span className="phone-only under">{text('invoiceable')}</span>
          <MoneyText amount={total.freeFen} size={14} />
          {hasMore(total) ? (
            <details>
              <summary className="link text-12 font-normal! leading-5">{text('whyNotMore.title')}</summary>
            </details>
          ) : null}
        </>
      ),
    },
    {
      key: 'request',
      header: text('actions'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: ({ freeFen, sellerId, section }) =>
        apply && freeFen > 0n ? (
          <ButtonLink href={`${apply}?seller=${sellerId}&section=${section}`}>
            {text('requestNow')}
          </ButtonLink>
        ) : null,
    },
  ]
}

/** Why no more than this: what was paid, and where each yuan of it is. */
async function WhyNotMore({ total: { freeFen, parts } }: { total: QuotaTotal }) {
  const text = await getTranslations('invoices.whyNotMore')
  const lines = [
    ['refunded', parts.refundedFen, 6],
    ['invoiced', parts.invoicedFen, 1],
    ['reserved', parts.reservedFen, 2],
    ['held', parts.heldFen, 3],
    ['deficit', parts.deficitFen, 4],
    ['rateUnset', parts.rateUnsetFen, 5],
  ] as const
  const name = text('name', { invoiceable: formatMoney(freeFen), paid: formatMoney(parts.paidFen) })
  return (
    <div className="rounded-lg bg-sunken p-4">
      <p className="mb-3 text-13 font-semibold">{name}</p>
      <MoneyExplanation
        name={name}
        from={{ label: text('paid'), amount: parts.paidFen }}
        parts={lines.map(([part, amount, colour]) => ({
          label: text(part),
          why: text(`${part}Why`),
          amount,
          colour,
        }))}
        result={{ label: text('invoiceable'), amount: freeFen }}
      />
    </div>
  )
}
