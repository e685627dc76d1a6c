import { MoneyText } from '@/components/billing/money-text'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { ClaimedRow } from '@/lib/billing/invoice/claimed.queries'
import { NOT_TAXED } from '@/lib/billing/invoice/kind.rules'
import { fen } from '@/lib/kernel/money'
import { formatDay, formatRate } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../orders/order-words'
import { invoiceWords } from './invoice-words'

export type ClaimedTableProps = {
  application: ApplicationView
  claimed: readonly ClaimedRow[]
  /** Where an order is; null for who may not look at orders. */
  orderPath: string | null
}

/** What an application claims, document by document, as it was when it was submitted. */
export async function ClaimedTable({ application, claimed, orderPath }: ClaimedTableProps) {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  return (
    <Section
      title={text('whatFor')}
      aside={
        <span className="text-13 text-text-3">
          {text(`section.${application.section}`)} ·{' '}
          {text('invoicedBy', { seller: words.sellerText(application) })}
        </span>
      }
    >
      <DataTable
        caption={text('whatFor')}
        columns={await claimColumns(orderPath)}
        rows={claimed}
        rowKey={({ invoiceableId, amountFen }) => `${invoiceableId} ${amountFen}`}
        twoLine
        {...(claimed.length > 1
          ? {
              totals: {
                order: <span className="text-text-2">{text('invoiceAmount')}</span>,
                amount: <MoneyText amount={application.amountFen} />,
              },
            }
          : {})}
      />
    </Section>
  )
}

async function claimColumns(orderPath: string | null): Promise<Column<ClaimedRow>[]> {
  const [text, words] = await Promise.all([getTranslations('invoices'), orderWords()])
  const rate = (treatment: string) =>
    treatment === NOT_TAXED ? text('notTaxed') : formatRate(treatment, words.locale)
  return [
    {
      key: 'order',
      header: text('order'),
      kind: 'number',
      phone: 'sub',
      cell: ({ orderId, orderNumber }) =>
        orderPath === null ? orderNumber : <a href={`${orderPath}/${orderId}`}>{orderNumber}</a>,
    },
    {
      key: 'product',
      header: text('product'),
      phone: 'title',
      cell: ({ ordered, itemName, taxTreatment, amountFen }) => (
        <>
          {ordered ? words.productText(ordered) : null}
          <span className={ordered ? 'under' : ''}>
            <span lang="zh-CN">{itemName}</span> · {rate(taxTreatment)}
          </span>
          {BigInt(amountFen) < 0n ? <span className="under">{text('deficit')}</span> : null}
        </>
      ),
    },
    {
      key: 'paid',
      header: text('paid'),
      kind: 'date',
      phone: 'line',
      cell: ({ ordered }) => (ordered?.paidAt ? formatDay(ordered.paidAt, words.locale) : <Nothing />),
    },
    {
      key: 'amount',
      header: text('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: ({ amountFen }) => <MoneyText amount={fen(amountFen)} />,
    },
  ]
}
