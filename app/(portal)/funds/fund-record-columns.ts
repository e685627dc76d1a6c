import type { FundRecord } from '@/lib/billing/ledger/fund-export.queries'
import { amountCell, momentCell, textCell, wordCell, type ExportColumn } from '@/lib/web/export-csv'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../orders/order-words'

/** The columns of an exported fund transaction: those of the list, with units and zone in their headers. */
export async function fundRecordColumns(): Promise<ExportColumn<FundRecord>[]> {
  const [text, funds, kind, words] = await Promise.all([
    getTranslations('export'),
    getTranslations('funds'),
    getTranslations('words.fundKind'),
    orderWords(),
  ])
  const kindCell = wordCell((word: FundRecord['kind']) => kind(word))
  const channelCell = wordCell(words.channelText)
  return [
    { header: text('time', { name: funds('time') }), cell: (row) => momentCell(row.at) },
    { header: funds('number'), cell: (row) => textCell(row.number) },
    { header: funds('type'), cell: (row) => kindCell(row.kind) },
    { header: text('amount', { name: funds('amount') }), cell: (row) => amountCell(row.amountFen) },
    {
      header: text('amount', { name: funds('balanceAfter') }),
      cell: (row) => amountCell(row.balanceAfterFen),
    },
    { header: funds('channel'), cell: (row) => channelCell(row.channel) },
    { header: funds('order'), cell: (row) => textCell(row.orderNumber) },
    { header: funds('remark'), cell: (row) => textCell(row.remark) },
  ]
}
