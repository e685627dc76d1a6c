import { getTranslations } from 'next-intl/server'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { Nothing, type Column } from '@/components/table/data-table'
import type { AuditRow } from '@/lib/command/audit.queries'
import { formatInstant } from '@/lib/web/format'
import { Words } from '../cells'

export type AuditColumnsContext = {
  /** Numbers of the orders among the subjects. */
  orderNumbers: ReadonlyMap<string, string>
  /** Without the subject's column, where all rows have the same. */
  ofOneSubject?: boolean
}

/** Who wrote what, in the log's own words: command, detail and refusal are names, not sentences. */
export async function auditColumns(context: AuditColumnsContext): Promise<Column<AuditRow>[]> {
  const [text, words] = await Promise.all([getTranslations('admin.auditList'), orderWords()])
  const whoOf = (row: AuditRow) => row.userName ?? text(`actor.${row.actorKind}`)
  const columns: (Column<AuditRow> | null)[] = [
    {
      key: 'time',
      header: text('time'),
      kind: 'date',
      phone: 'sub',
      sorted: 'descending',
      cell: (row) => (
        <>
          {formatInstant(row.at, words.locale, undefined, { seconds: true })}
          <span className="phone-only"> · {whoOf(row)}</span>
        </>
      ),
    },
    { key: 'who', header: text('who'), cell: (row) => <Words>{whoOf(row)}</Words> },
    { key: 'command', header: text('command'), phone: 'title', cell: (row) => <Command row={row} /> },
    context.ofOneSubject
      ? null
      : {
          key: 'subject',
          header: text('subject'),
          kind: 'number',
          phone: 'line',
          cell: (row) => <Subject row={row} numbers={context.orderNumbers} />,
        },
    context.ofOneSubject
      ? null
      : {
          key: 'account',
          header: text('account'),
          kind: 'note',
          wide: true,
          cell: (row) =>
            row.accountName ? (
              <span className="cut max-w-[20ch]" title={row.accountName}>
                {row.accountName}
              </span>
            ) : (
              <Nothing />
            ),
        },
    {
      key: 'detail',
      header: text('detail'),
      kind: 'note',
      phone: 'line',
      cell: (row) => <Detail row={row} />,
    },
  ]
  return columns.filter((one) => one !== null)
}

function Command({ row }: { row: AuditRow }) {
  return (
    <>
      <span className="whitespace-nowrap">{row.command}</span>
      {row.refusal ? <span className="block text-12 text-bad">{row.refusal}</span> : null}
    </>
  )
}

/** An order by its number; anything else by the beginning of its id, which leads to the entries about it. */
async function Subject({ row, numbers }: { row: AuditRow; numbers: ReadonlyMap<string, string> }) {
  const text = await getTranslations('admin.auditList')
  if (row.subjectId === null) return <Nothing />
  const number = numbers.get(row.subjectId)
  if (number) return <a href={`/admin/orders/${row.subjectId}`}>{text('order', { number })}</a>
  return (
    <a href={`/admin/audit?subject=${row.subjectId}`} title={row.subjectId}>
      {row.subjectId.slice(0, 8)}…{row.subjectId.slice(-4)}
    </a>
  )
}

function Detail({ row }: { row: AuditRow }) {
  const parts = Object.entries(row.detail).map(([name, value]) => `${name} ${String(value)}`)
  return parts.length === 0 ? <Nothing /> : <span className="break-words">{parts.join(' · ')}</span>
}
