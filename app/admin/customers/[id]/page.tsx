import type { Metadata } from 'next'
import { cache } from 'react'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { CopyButton } from '@/components/ui/copy-button'
import { PageHeader } from '@/components/ui/page-header'
import { Strip } from '@/components/ui/strip'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getCustomer, type CustomerView } from '@/lib/billing/account/customer.queries'
import { getAccountBalances } from '@/lib/billing/ledger/account-funds.queries'
import { formatMoney } from '@/lib/web/format'
import type { SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { pageOf } from '../../payments/find-page'
import { CUSTOMERS } from '../customer-columns'
import { CustomerAudit } from './customer-audit'
import {
  CustomerAttempts,
  CustomerCards,
  CustomerFunds,
  CustomerOrders,
  CustomerPackages,
} from './customer-orders'
import { CustomerMembers } from './customer-members'
import { CustomerNotes } from './customer-notes'
import { CustomerRefunds, CustomerTransfers } from './customer-transfers'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await customerAt((await params).id)).name }
}

export default async function CustomerPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.customers.read')
  const customer = await customerAt((await params).id)
  const mine = { actor, accountId: customer.id, params: await searchParams }
  const seesOrders = staffMay(actor, 'admin.orders.read')
  const seesMoney = staffMay(actor, 'admin.payments.read')
  return (
    <>
      <Heading customer={customer} />
      {seesMoney ? <Balances actor={actor} accountId={customer.id} /> : null}
      <div className="grid gap-x-10 gap-y-7 xl:grid-cols-[minmax(0,1fr)_312px] xl:items-start">
        <div className="min-w-0">
          <CustomerMembers members={customer.members} />
        </div>
        <CustomerNotes actor={actor} accountId={customer.id} />
      </div>
      {seesOrders ? <CustomerOrders {...mine} /> : null}
      {seesMoney ? <CustomerAttempts {...mine} /> : null}
      {staffMay(actor, 'admin.transfers.read') ? <CustomerTransfers {...mine} /> : null}
      {seesMoney ? <CustomerRefunds {...mine} /> : null}
      {seesOrders ? <CustomerPackages {...mine} /> : null}
      {seesMoney ? <CustomerCards {...mine} /> : null}
      {seesMoney ? <CustomerFunds {...mine} /> : null}
      {staffMay(actor, 'admin.audit.read') ? <CustomerAudit {...mine} /> : null}
      <p className="mt-4 text-12 text-text-3">{(await listLabels()).zone}</p>
    </>
  )
}

async function Heading({ customer }: { customer: CustomerView }) {
  const [admin, text, kind, words, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.customer'),
    getTranslations('admin.customer.kinds'),
    orderWords(),
    listLabels(),
  ])
  return (
    <PageHeader
      title={customer.name}
      crumbs={[{ href: CUSTOMERS, label: admin('customers') }, { label: customer.number }]}
      facts={
        <>
          <span>
            {text('facts', {
              number: customer.number,
              kind: kind(customer.kind),
              moment: words.moment(customer.at),
            })}
          </span>
          <CopyButton
            variant="link"
            value={customer.number}
            label={text('copy')}
            what={text('number')}
            copiedLabel={text('copied')}
          />
        </>
      }
      labels={labels.header}
    />
  )
}

async function Balances({ actor, accountId }: { actor: StaffActor; accountId: string }) {
  const [balances, funds, text] = await Promise.all([
    getAccountBalances(actor, accountId),
    getTranslations('funds'),
    getTranslations('admin.customer'),
  ])
  return (
    <Strip
      figures={[
        { label: funds('cash'), value: formatMoney(balances.cashFen) },
        { label: funds('gift'), value: formatMoney(balances.giftFen) },
        { label: funds('cards'), value: formatMoney(balances.cardsFen) },
        { label: text('owed'), value: formatMoney(balances.receivableFen) },
      ]}
    />
  )
}

/** The account at an address, once per request; the page for what does not exist otherwise. */
const customerAt = cache(async (id: string): Promise<CustomerView> => {
  const actor = await requireStaff('admin.customers.read')
  return pageOf(id, (known) => getCustomer(actor, known))
})
