import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

export type Column<Row> = {
  /** Unique in its table. */
  key: string
  /** Column header; for the action column a name for screen readers with `headerHidden`. */
  header: ReactNode
  headerHidden?: boolean
  /** How it stands: amounts and counts right, the number is the row's link, status 24 px apart, actions last. */
  kind?: 'text' | 'note' | 'number' | 'date' | 'amount' | 'count' | 'status' | 'action'
  cell: (row: Row) => ReactNode
  /** What alone a cell depends on, e.g. a status: it is then drawn once for all rows that have it in common. */
  same?: (row: Row) => string | null
  /**
   * Its place in the phone's card: title and amount first, sub (the number) below, then status, fact (short
   * date · channel) and action; line is a full row of its own. Without one it is not shown on phones.
   */
  phone?: 'title' | 'amount' | 'sub' | 'status' | 'fact' | 'action' | 'line'
  /** In the table only from 1280 px on; on phones by its place, if it has one. */
  wide?: boolean
  sorted?: 'ascending' | 'descending'
}

export type DataTableProps<Row> = {
  /** Names the table for screen readers; the page's heading says it to the eye. */
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** 56 px rows for cells of two lines. */
  twoLine?: boolean
  /** A box around it, with rows reaching to its edges. */
  boxed?: boolean
  /** Stands in place of the rows when there are none, usually an EmptyState. */
  empty?: ReactNode
  /** A row that opens a group: its content spans the table. Called before each row; null for none. */
  groupBefore?: (row: Row, previous: Row | undefined) => ReactNode
  /** Stands under a row over its whole width; one with a closed `<details>` hides it until that opens. */
  below?: (row: Row) => ReactNode
  /** One row of cells under the table, e.g. totals, by column key; the first reaches as far as the next that is given. */
  totals?: Partial<Record<string, ReactNode>>
}

/** A real table from 640 px on, a list of cards below it; see table.css for both. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, twoLine, boxed, empty, groupBefore, below, totals } = props
  if (rows.length === 0 && empty) return <>{empty}</>
  const classes = columns.map(
    (column) =>
      `k-${column.kind ?? 'text'} ${column.phone ? `p-${column.phone}` : 'p-hidden'}${column.wide ? ' wide-only' : ''}`,
  )
  const draw = drawnOnce<Row>()
  return (
    <div className={boxed ? 'boxed table-scroll overflow-hidden rounded-lg border' : 'table-scroll'}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, position) => (
              <HeaderCell key={column.key} column={column} className={classes[position] ?? ''} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row, position) => {
            const group = groupBefore?.(row, rows[position - 1])
            const under = below?.(row)
            const id = rowKey(row)
            const cells = (
              <tr key={id} {...(twoLine ? { className: 'row-2' } : {})}>
                {columns.map((column, cell) => (
                  <td key={column.key} className={classes[cell]}>
                    {draw(column, row)}
                  </td>
                ))}
              </tr>
            )
            if (!group && !under) return cells
            return [
              group ? (
                <tr key={`${id}-group`} className="group-row">
                  <th colSpan={columns.length} scope="colgroup">
                    {group}
                  </th>
                </tr>
              ) : null,
              cells,
              under ? (
                <tr key={`${id}-below`} className="below-row">
                  <td colSpan={columns.length}>{under}</td>
                </tr>
              ) : null,
            ]
          })}
        </tbody>
        {totals ? <Totals columns={columns} classes={classes} totals={totals} /> : null}
      </table>
    </div>
  )
}

/** Draws cells; those of a column that looks the same for several rows are one element, which React sends once. */
function drawnOnce<Row>() {
  const drawn = new Map<string, ReactNode>()
  return ({ key, cell, same }: Column<Row>, row: Row): ReactNode => {
    if (!same) return cell(row)
    const name = `${key} ${same(row) ?? ''}`
    if (!drawn.has(name)) drawn.set(name, cell(row))
    return drawn.get(name)
  }
}

function HeaderCell<Row>({ column, className }: { column: Column<Row>; className: string }) {
  return (
    <th scope="col" className={className} {...(column.sorted ? { 'aria-sort': column.sorted } : {})}>
      {column.headerHidden ? <span className="sr-only">{column.header}</span> : column.header}
      {column.sorted ? (
        <Icon
          name={column.sorted === 'descending' ? 'arrowDown' : 'arrowUp'}
          size={12}
          className="ml-1 inline-block align-[-1px]"
        />
      ) : null}
    </th>
  )
}

function Totals<Row>({
  columns,
  classes,
  totals,
}: {
  columns: Column<Row>[]
  classes: string[]
  totals: Partial<Record<string, ReactNode>>
}) {
  // A column that narrow screens leave out cannot be counted on.
  const ends = columns.findIndex(
    ({ key, wide }, position) => position > 0 && (totals[key] !== undefined || wide),
  )
  const span = ends < 0 ? columns.length : ends
  return (
    <tfoot>
      <tr>
        {columns.map((column, position) =>
          position > 0 && position < span ? null : (
            <td
              key={column.key}
              className={classes[position]}
              {...(position === 0 && span > 1 ? { colSpan: span } : {})}
            >
              {totals[column.key]}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  )
}

/** Stands for an empty value in a cell. */
export function Nothing() {
  return <span className="text-text-3">—</span>
}
