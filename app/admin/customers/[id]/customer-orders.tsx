import { cardColumns } from '@/app/(portal)/funds/card-columns'
import { listAccountCards } from '@/lib/billing/benefit/card.queries'
import { listAccountFunds } from '@/lib/billing/ledger/account-funds.queries'
import { listAllOrders } from '@/lib/billing/order/order.queries'
import { listAccountAttempts } from '@/lib/billing/payment/payment.queries'
import { listAccountPackages } from '@/lib/billing/resource/resource.queries'
import { cursorParam } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { fundColumns } from '../../orders/[id]/fund-columns'
import { orderColumns } from '../../orders/order-columns'
import { customerAttemptColumns, customerPackageColumns } from './customer-columns'
import { CustomerSection, ROWS, type OfCustomer } from './customer-section'

export async function CustomerOrders(of: OfCustomer) {
  const cursor = cursorParam(of.params, 'orders')
  const [text, columns, page] = await Promise.all([
    getTranslations('admin.customer'),
    orderColumns({ ofOneAccount: true }),
    listAllOrders(of.actor, { accountId: of.accountId, cursor }, ROWS),
  ])
  return (
    <CustomerSection
      title={text('orders')}
      columns={columns}
      rows={page.rows}
      empty={text('noOrders')}
      turns={{ name: 'orders', of, newer: page.newer, older: page.older }}
    />
  )
}

export async function CustomerAttempts({ actor, accountId }: OfCustomer) {
  const [text, columns, rows] = await Promise.all([
    getTranslations('admin.customer'),
    customerAttemptColumns(),
    listAccountAttempts(actor, accountId),
  ])
  return <CustomerSection title={text('attempts')} columns={columns} rows={rows} empty={text('noAttempts')} />
}

export async function CustomerPackages({ actor, accountId }: OfCustomer) {
  const [text, columns, rows] = await Promise.all([
    getTranslations('admin.customer'),
    customerPackageColumns(),
    listAccountPackages(actor, accountId),
  ])
  return <CustomerSection title={text('packages')} columns={columns} rows={rows} empty={text('noPackages')} />
}

export async function CustomerCards({ actor, accountId }: OfCustomer) {
  const [text, columns, rows] = await Promise.all([
    getTranslations('cards'),
    cardColumns('/admin/orders'),
    listAccountCards(actor, accountId),
  ])
  return <CustomerSection title={text('title')} columns={columns} rows={rows} empty={text('none')} />
}

export async function CustomerFunds(of: OfCustomer) {
  const cursor = cursorParam(of.params, 'funds')
  const [text, columns, page] = await Promise.all([
    getTranslations('admin.customer'),
    fundColumns({ ofOneOrder: false }),
    listAccountFunds(of.actor, of.accountId, cursor, ROWS),
  ])
  return (
    <CustomerSection
      title={text('funds')}
      columns={columns}
      rows={page.rows}
      empty={text('noFunds')}
      turns={{ name: 'funds', of, newer: page.newer, older: page.older }}
    />
  )
}
