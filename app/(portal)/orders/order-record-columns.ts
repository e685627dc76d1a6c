import type { OrderRecord } from '@/lib/billing/order/order-export.queries'
import { amountCell, momentCell, textCell, wordCell, type ExportColumn } from '@/lib/web/export-csv'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from './order-words'

type Column = ExportColumn<OrderRecord>

/** The columns of an exported order: those of the list, with units and zone in their headers. */
export async function orderRecordColumns({ ofEveryAccount }: { ofEveryAccount: boolean }): Promise<Column[]> {
  const [text, orders, order, status, words] = await Promise.all([
    getTranslations('export'),
    getTranslations('orders'),
    getTranslations('order'),
    getTranslations('words.orderStatus'),
    orderWords(),
  ])
  const account: Column[] = [
    { header: text('accountNumber'), cell: (row) => textCell(row.accountNumber) },
    { header: text('account'), cell: (row) => textCell(row.accountName) },
  ]
  const statusCell = wordCell((word: OrderRecord['status']) => status(word))
  const channelCell = wordCell(words.channelText)
  /** A top-up is ordered by its amount alone, cards by the piece. */
  const quantity: Record<OrderRecord['kind'], (row: OrderRecord) => string> = {
    package: (row) => `${row.quantity}000`,
    card: (row) => row.quantity,
    'top-up': () => '',
  }
  return [
    { header: orders('number'), cell: (row) => textCell(row.number) },
    ...(ofEveryAccount ? account : []),
    { header: orders('product'), cell: (row) => textCell(row.product) },
    { header: order('quantity'), cell: (row) => quantity[row.kind](row) },
    {
      header: text('amount', { name: text('unitPrice') }),
      cell: (row) => (row.kind === 'package' ? amountCell(row.unitPriceFen) : ''),
    },
    { header: text('amount', { name: orders('amount') }), cell: (row) => amountCell(row.amountFen) },
    { header: text('amount', { name: text('refunded') }), cell: (row) => amountCell(row.refundedFen) },
    { header: orders('status'), cell: (row) => statusCell(row.status) },
    { header: text('time', { name: orders('created') }), cell: (row) => momentCell(row.placedAt) },
    { header: orders('payment'), cell: (row) => channelCell(row.paidChannel) },
    { header: text('time', { name: text('paid') }), cell: (row) => momentCell(row.paidAt) },
  ]
}
