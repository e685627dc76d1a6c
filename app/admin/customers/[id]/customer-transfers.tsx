import { listRefunds } from '@/lib/billing/payment/refund.queries'
import { listAccountTransfers } from '@/lib/billing/transfer/transfer.queries'
import { cursorParam } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { customerRefundColumns, customerTransferColumns } from './customer-columns'
import { CustomerSection, type OfCustomer } from './customer-section'

export async function CustomerTransfers({ actor, accountId }: OfCustomer) {
  const [text, columns, rows] = await Promise.all([
    getTranslations('admin.customer'),
    customerTransferColumns(),
    listAccountTransfers(actor, accountId),
  ])
  return (
    <CustomerSection title={text('transfers')} columns={columns} rows={rows} empty={text('noTransfers')} />
  )
}

export async function CustomerRefunds(of: OfCustomer) {
  const cursor = cursorParam(of.params, 'refunds')
  const [text, columns, page] = await Promise.all([
    getTranslations('admin.customer'),
    customerRefundColumns(),
    listRefunds(of.actor, { accountId: of.accountId, cursor }),
  ])
  return (
    <CustomerSection
      title={text('refunds')}
      columns={columns}
      rows={page.rows}
      empty={text('noRefunds')}
      turns={{ name: 'refunds', of, newer: page.newer, older: page.older }}
    />
  )
}
