import { orderWords } from '@/app/(portal)/orders/order-words'
import { Nothing, type Column } from '@/components/table/data-table'
import type { AuditRow } from '@/lib/command/audit.queries'
import { isId } from '@/lib/kernel/id'
import { formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

export type AuditColumnsContext = {
  /** Numbers of the orders among the subjects. */
  orderNumbers: ReadonlyMap<string, string>
  /** Without the subject's column, where all rows have the same. */
  ofOneSubject?: boolean
  /** Without the account's column, for the same reason. */
  ofOneAccount?: boolean
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
    { key: 'who', header: text('who'), cell: (row) => <Who name={whoOf(row)} /> },
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
    context.ofOneSubject || context.ofOneAccount
      ? null
      : {
          key: 'account',
          header: text('account'),
          kind: 'note',
          wide: true,
          cell: (row) =>
            row.accountName ? (
              <span className="cut max-w-[18ch]!" title={row.accountName}>
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

function Who({ name }: { name: string }) {
  return (
    <span className="cut max-w-[16ch]!" title={name}>
      {name}
    </span>
  )
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
      {shortId(row.subjectId)}
    </a>
  )
}

function shortId(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-4)}`
}

function Detail({ row }: { row: AuditRow }) {
  const said = (shown: (value: string) => string) =>
    Object.entries(row.detail)
      .map(([name, value]) => `${name} ${shown(String(value))}`)
      .join(' · ')
  const whole = said((value) => value)
  if (whole === '') return <Nothing />
  return (
    <span className="wrap-anywhere" title={whole}>
      {said((value) => (isId(value) ? shortId(value) : value))}
    </span>
  )
}
