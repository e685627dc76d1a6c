import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listStaff, type StaffRow } from '@/lib/billing/account/staff.queries'
import { listSellers, type SellerView } from '@/lib/billing/catalog/seller.queries'
import { formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { Words } from '../cells'
import { StaffBadge, staffWords } from './staff-words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('staff') }
}

export default async function StaffPage() {
  const actor = await requireStaff('admin.staff.write')
  const [admin, text, list, people, sellers, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.person'),
    getTranslations('list'),
    listStaff(actor),
    listSellers(actor),
    headerLabels(),
  ])
  return (
    <>
      <PageHeader
        title={admin('staff')}
        actions={
          <ButtonLink href="/admin/staff/new" variant="primary" icon="plus">
            {text('invite')}
          </ButtonLink>
        }
        phoneAction={{ href: '/admin/staff/new', label: text('invite'), icon: 'plus' }}
        labels={labels}
      />
      <DataTable
        caption={admin('staff')}
        columns={await staffColumns(actor.userId, new Map(sellers.map((seller) => [seller.id, seller])))}
        rows={people}
        rowKey={({ userId }) => userId}
        twoLine
      />
      <p className="mt-4 text-13 text-text-3">{list('zone')}</p>
    </>
  )
}

async function staffColumns(
  self: string,
  sellers: ReadonlyMap<string, SellerView>,
): Promise<Column<StaffRow>[]> {
  const [text, words] = await Promise.all([getTranslations('admin.person'), staffWords()])
  const sellerText = ({ sellerId }: StaffRow) => {
    const seller = sellerId === null ? undefined : sellers.get(sellerId)
    return seller ? words.nameOf(seller) : null
  }
  const rolesText = (row: StaffRow) =>
    [words.rolesText(row.roles), sellerText(row)].filter((part) => part !== null).join(' · ')
  return [
    {
      key: 'name',
      header: text('name'),
      kind: 'number',
      phone: 'title',
      cell: (row) => (
        <>
          <a href={`/admin/staff/${row.userId}`} className="font-semibold">
            {row.name}
          </a>
          {row.userId === self ? <span className="text-text-3"> {text('you')}</span> : null}
          <span className="under">{row.email}</span>
        </>
      ),
    },
    {
      key: 'roles',
      header: text('roles'),
      phone: 'line',
      cell: (row) => (
        <>
          <span className="desk-only">{words.rolesText(row.roles)}</span>
          <span className="phone-only text-12 text-text-2">{rolesText(row)}</span>
        </>
      ),
    },
    {
      key: 'seller',
      header: text('seller'),
      kind: 'note',
      cell: (row) => <Words>{sellerText(row) ?? <Nothing />}</Words>,
    },
    {
      key: 'lastSignIn',
      header: text('lastSignIn'),
      kind: 'date',
      phone: 'fact',
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? (
          <>
            <span className="phone-only">{text('lastSignIn')} </span>
            {formatInstant(lastSignInAt, words.locale)}
          </>
        ) : (
          <span className="desk-only">
            <Nothing />
          </span>
        ),
    },
    {
      key: 'state',
      header: text('status'),
      kind: 'status',
      phone: 'status',
      cell: ({ state }) => <StaffBadge state={state} />,
    },
  ]
}
