import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { DataTable, type Column } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import type { PackageView } from '@/lib/billing/resource/resource.queries'
import { formatDay, formatEndOfValidity } from '@/lib/web/format'
import { pageWords } from '../page-words'

type PackageState = 'valid' | 'used-up' | 'expired'

const looks = {
  valid: { tone: 'good', icon: 'check' },
  'used-up': { tone: 'idle', icon: 'circleCheck' },
  expired: { tone: 'idle', icon: 'clockAlert' },
} as const

/** Every package with the order it came from, what counts first. */
export async function PackageTable({
  packages,
  resource,
  empty,
}: {
  packages: readonly PackageView[]
  resource: { unitZh: string }
  empty: ReactNode
}) {
  const resources = await getTranslations('resources')
  const { locale, unitsText } = await pageWords()
  const columns: Column<PackageView>[] = [
    {
      key: 'order',
      header: resources('order'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`/orders/${row.orderId}`}>{row.orderNumber}</a>,
    },
    {
      key: 'bought-on',
      header: resources('boughtOn'),
      kind: 'date',
      cell: (row) => formatDay(row.validFrom, locale),
    },
    {
      key: 'bought',
      header: resources('bought'),
      kind: 'count',
      phone: 'title',
      cell: (row) => unitsText(row.units, resource),
    },
    {
      key: 'remaining',
      header: resources('remaining'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => unitsText(row.remainingUnits, resource),
    },
    {
      key: 'until',
      header: resources('validUntil'),
      kind: 'status',
      phone: 'fact',
      cell: (row) => formatEndOfValidity(row.expiresAt),
    },
    {
      key: 'state',
      header: resources('state'),
      kind: 'status',
      phone: 'status',
      cell: (row) => {
        const state = stateOf(row)
        return <Badge {...looks[state]}>{resources(`states.${state}`)}</Badge>
      },
    },
  ]
  return (
    <DataTable
      caption={resources('packages')}
      columns={columns}
      rows={packages}
      rowKey={(row) => row.id}
      empty={empty}
    />
  )
}

function stateOf({ valid, remainingUnits }: PackageView): PackageState {
  if (!valid) return 'expired'
  return remainingUnits > 0n ? 'valid' : 'used-up'
}
