import type { ReactNode } from 'react'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { DataTable, type Column } from '@/components/table/data-table'
import { Pager } from '@/components/table/pager'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { addressOf, textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { CUSTOMERS } from '../customer-columns'

export type OfCustomer = { actor: StaffActor; accountId: string; params: SearchParams }

/** Rows of one section at once; each section turns its pages by itself. */
export const ROWS = 10

/** Sections that turn; the name is the section's place in the address. */
const TURNING = ['orders', 'refunds', 'funds'] as const
type Turning = (typeof TURNING)[number]

type CustomerSectionProps<Row> = {
  title: string
  columns: Column<Row>[]
  rows: readonly Row[]
  empty: ReactNode
  aside?: ReactNode
  turns?: { name: Turning; of: OfCustomer; newer: string | null; older: string | null }
}

/** One part of what there is about a customer: a title, rows, and a pager where there are more. */
export async function CustomerSection<Row extends { id: string }>(props: CustomerSectionProps<Row>) {
  const { title, columns, rows, empty, aside, turns } = props
  const labels = await listLabels()
  const pages = turns && (turns.newer !== null || turns.older !== null) ? turns : undefined
  return (
    <Section title={title} aside={aside} {...(turns ? { id: turns.name } : {})}>
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p className="border-y py-3 text-text-2">{empty}</p>}
      />
      {pages ? (
        <Pager
          newer={turned(pages, pages.newer)}
          older={turned(pages, pages.older)}
          labels={{ ...labels.pager, nav: (await getTranslations('admin.customer'))('pages', { title }) }}
        />
      ) : null}
    </Section>
  )
}

/** The same page with this section turned, and the others left where they are. */
function turned(
  { name, of: { accountId, params } }: { name: Turning; of: OfCustomer },
  to: string | null,
): string | undefined {
  if (to === null) return undefined
  const others = Object.fromEntries(TURNING.map((one) => [one, textParam(params, one)]))
  return `${addressOf(`${CUSTOMERS}/${accountId}`, { ...others, [name]: to })}#${name}`
}
