import type { ReactNode } from 'react'

export type FigureTable = { caption: string; headers: string[]; rows: { key: string; cells: string[] }[] }

export type ChartFrameProps = {
  title: ReactNode
  /** Beside the title: unit, and what of it is "so far". */
  note?: ReactNode
  /** The result in words, below the title. */
  result?: ReactNode
  showAsTable: string
  table: FigureTable
  children: ReactNode
}

/** A plot in its card. **Show as table** opens the same figures in its place, without script. */
export function ChartFrame({ title, note, result, showAsTable, table, children }: ChartFrameProps) {
  return (
    <section className="relative min-w-0 rounded-lg border p-5 max-sm:p-4">
      <div className="flex flex-wrap items-baseline gap-x-2 pr-28 text-13">
        <h2 className="font-semibold">{title}</h2>
        {note ? <span className="text-12 text-text-3">{note}</span> : null}
      </div>
      {result ? <p className="mt-1 text-12 text-text-2">{result}</p> : null}
      <details className="peer">
        <summary className="link absolute top-[18px] right-4 rounded-sm px-1 py-1 text-12 max-sm:top-3 max-sm:right-3">
          {showAsTable}
        </summary>
        <div className="mt-3 overflow-x-auto" tabIndex={0} role="region" aria-label={table.caption}>
          <table className="w-full text-right text-12 whitespace-nowrap">
            <caption className="sr-only">{table.caption}</caption>
            <thead>
              <tr>
                {table.headers.map((header, position) => (
                  <th key={header} scope="col" className={headClass(position)}>
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.key}>
                  {row.cells.map((cell, position) => (
                    <td key={position} className={bodyClass(position)}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <div className="mt-2 peer-open:hidden">{children}</div>
    </section>
  )
}

function headClass(position: number) {
  return `h-9 border-b font-semibold text-text-3 ${position === 0 ? 'text-left' : 'pl-3'}`
}

function bodyClass(position: number) {
  return `h-8 border-b ${position === 0 ? 'text-left' : 'pl-3'}`
}
