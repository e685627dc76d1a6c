import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { DataTable, type Column } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { listAddresses, type AddressView } from '@/lib/billing/invoice/title.queries'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { invoicePolicy } from '../find-policy'
import { InvoiceTabs } from '../invoice-tabs'
import { DeleteConfirmation, DELETE_PARAM, KeptActions, type KeptActionsProps } from '../kept-actions'
import { masked } from '../masked'
import { deleteAddressAction, setDefaultAddressAction } from './actions'

const PATH = '/invoices/addresses'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('tabs.addresses') }
}

export default async function AddressesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  await invoicePolicy(actor)
  const addresses = await listAddresses(actor)
  const [text, labels] = await Promise.all([getTranslations('invoices'), headerLabels()])
  const mayWrite = memberMay(actor.role, 'invoices.write')
  const asked = textParam(await searchParams, DELETE_PARAM)
  const deleting = mayWrite ? addresses.find(({ id }) => id === asked) : undefined
  return (
    <>
      <PageHeader
        title={text('title')}
        labels={labels}
        {...(mayWrite
          ? {
              actions: (
                <ButtonLink href={`${PATH}/new`} variant="primary" icon="plus">
                  {text('newAddress')}
                </ButtonLink>
              ),
              phoneAction: { href: `${PATH}/new`, label: text('newAddress'), icon: 'plus' as const },
            }
          : {})}
      />
      <InvoiceTabs actor={actor} current="addresses" />
      {deleting ? <DeleteConfirmation {...actionsOf(deleting)} /> : null}
      <DataTable
        caption={text('tabs.addresses')}
        columns={await addressColumns(mayWrite)}
        rows={addresses}
        rowKey={({ id }) => id}
        twoLine
        empty={<EmptyState title={text('noAddresses')}>{text('noAddressesText')}</EmptyState>}
      />
    </>
  )
}

function actionsOf({ id, recipient, isDefault }: AddressView): KeptActionsProps {
  const forms = { remove: deleteAddressAction, prefer: setDefaultAddressAction }
  return { path: PATH, field: 'addressId', id, name: recipient, isDefault, ...forms }
}

async function addressColumns(mayWrite: boolean): Promise<Column<AddressView>[]> {
  const text = await getTranslations('invoices')
  const columns: (Column<AddressView> | null)[] = [
    {
      key: 'recipient',
      header: text('recipient'),
      phone: 'title',
      cell: (address) => (
        <>
          <span className="font-semibold">{address.recipient}</span>{' '}
          {address.isDefault ? (
            <Badge tone="idle" icon="check">
              {text('default')}
            </Badge>
          ) : null}
          <span className="under">{masked(address.phone)}</span>
        </>
      ),
    },
    { key: 'email', header: text('email'), kind: 'note', phone: 'sub', cell: ({ email }) => email },
    {
      key: 'place',
      header: text('place'),
      phone: 'line',
      cell: ({ regionName, detail }) => (
        <>
          {regionName}
          <span className="under">{detail}</span>
        </>
      ),
    },
    mayWrite
      ? {
          key: 'actions',
          header: text('actions'),
          headerHidden: true,
          kind: 'action',
          phone: 'action',
          cell: (address) => <KeptActions {...actionsOf(address)} />,
        }
      : null,
  ]
  return columns.filter((column) => column !== null)
}
