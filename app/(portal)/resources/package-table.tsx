import type { ReactNode } from 'react'
import { DataTable, type Column } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import type { PackageView } from '@/lib/billing/resource/resource.queries'
import { formatDay, formatEndOfValidity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../page-words'

type PackageState = 'valid' | 'used-up' | 'expired'

const looks = {
  valid: { tone: 'good', icon: 'check' },
  'used-up': { tone: 'idle', icon: 'circleCheck' },
  expired: { tone: 'idle', icon: 'clockAlert' },
} as const

/** Every package with the order it came from: what can be used first, earliest expiry first, then what is over. */
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
  const columns = [...(await whatWasBought(resource)), ...(await whatIsLeft(resource))]
  return (
    <DataTable
      caption={resources('packages')}
      columns={columns}
      rows={[...packages].sort((one, other) => rank(one) - rank(other))}
      rowKey={(row) => row.id}
      empty={empty}
    />
  )
}

async function whatWasBought(resource: { unitZh: string }): Promise<Column<PackageView>[]> {
  const resources = await getTranslations('resources')
  const { locale, unitsText } = await pageWords()
  return [
    {
      key: 'order',
      header: resources('order'),
      kind: 'number',
      phone: 'title',
      cell: (row) => <a href={`/orders/${row.orderId}`}>{row.orderNumber}</a>,
    },
    {
      key: 'bought-on',
      header: resources('boughtOn'),
      kind: 'date',
      phone: 'sub',
      cell: (row) => {
        const day = formatDay(row.validFrom, locale)
        return <TwoWidths desk={day} phone={resources('boughtOnDay', { day })} />
      },
    },
    {
      key: 'bought',
      header: resources('bought'),
      kind: 'count',
      cell: (row) => unitsText(row.units, resource),
    },
  ]
}

async function whatIsLeft(resource: { unitZh: string }): Promise<Column<PackageView>[]> {
  const resources = await getTranslations('resources')
  const { unitsText } = await pageWords()
  return [
    {
      key: 'remaining',
      header: resources('remaining'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => (
        <>
          {unitsText(row.remainingUnits, resource)}
          <span className="phone-only">
            <span className="under">{resources('ofUnits', { units: unitsText(row.units, resource) })}</span>
          </span>
        </>
      ),
    },
    {
      key: 'until',
      header: resources('validUntil'),
      kind: 'status',
      phone: 'fact',
      cell: (row) => {
        const until = formatEndOfValidity(row.expiresAt)
        return <TwoWidths desk={until} phone={resources('until', { until })} />
      },
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
}

/** What its column says on wide screens needs a word of its own in a phone's card. */
function TwoWidths({ desk, phone }: { desk: string; phone: string }) {
  return (
    <>
      <span className="desk-only">{desk}</span>
      <span className="phone-only">{phone}</span>
    </>
  )
}

function rank(row: PackageView): number {
  return Object.keys(looks).indexOf(stateOf(row))
}

function stateOf({ valid, remainingUnits }: PackageView): PackageState {
  if (!valid) return 'expired'
  return remainingUnits > 0n ? 'valid' : 'used-up'
}
