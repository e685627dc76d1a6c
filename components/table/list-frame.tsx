import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { DataTable, type DataTableProps } from './data-table'
import { FilterBar, type FilterBarProps } from './filter-bar'
import { Pager } from './pager'
import { QueueKeys, type QueueKeysProps } from './queue-keys'

/** The words that every list shares, in the reader's language. */
export type ListLabels = {
  filters: string
  apply: string
  clear: string
  zone: string
  pager: { newer: string; older: string; nav: string }
}

export type ListFrameProps<Row> = Pick<DataTableProps<Row>, 'caption' | 'columns' | 'rows' | 'rowKey'> & {
  labels: ListLabels
  /** The list itself, without filters; where **Clear filters** leads. */
  path: string
  filters: Pick<FilterBarProps, 'search' | 'selects' | 'dates' | 'count' | 'hidden'>
  /** Whether a filter is set, which can be cleared. */
  filtered: boolean
  /** Whether the address names a place in the list: what is empty then has rows elsewhere. */
  beyond?: boolean
  /** The neighbouring pages as `Page` names them, and where each of them is. */
  page: { newer: string | null; older: string | null }
  turn: (cursor: string) => string
  /** For lists that are worked through with the keyboard: the keys walk through the rows' links. */
  keys?: QueueKeysProps['labels']
  /** Beside the pager's buttons, e.g. "20 a page". */
  aside?: ReactNode
  /** What stands in place of the rows when the filters find none. */
  noneTitle: string
  /** What stands there when there is nothing to find, usually an EmptyState. */
  empty: ReactNode
}

/** A list of a page: filters, rows or what stands in their place, pager. */
export function ListFrame<Row>(props: ListFrameProps<Row>) {
  const {
    labels,
    path,
    filters,
    filtered,
    beyond = false,
    page,
    turn,
    keys,
    aside,
    noneTitle,
    empty,
    ...table
  } = props
  return (
    <>
      <FilterBar
        {...filters}
        action={path.split('?', 1)[0] ?? path}
        label={labels.filters}
        applyLabel={labels.apply}
        clear={filtered ? { href: path, label: labels.clear } : undefined}
      />
      <DataTable
        {...table}
        empty={
          filtered || beyond ? (
            <EmptyState title={noneTitle} action={<ButtonLink href={path}>{labels.clear}</ButtonLink>} />
          ) : (
            empty
          )
        }
      />
      {table.rows.length > 0 ? (
        <Pager
          newer={page.newer === null ? undefined : turn(page.newer)}
          older={page.older === null ? undefined : turn(page.older)}
          labels={labels.pager}
          note={labels.zone}
          aside={aside}
        />
      ) : null}
      {keys && table.rows.length > 0 ? (
        <div className="mt-4">
          <QueueKeys items=".data-table .k-number a" labels={keys} />
        </div>
      ) : null}
    </>
  )
}
