import { pageWords } from '@/app/(portal)/page-words'
import { DataTable, type Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import type { BatchRow, ListSummary } from '@/lib/billing/invoice/workbook.queries'
import { getTranslations } from '@/lib/web/translations'

/** The workbooks made, the newest first, with what became of their invoices. */
export async function BatchTable({ batches }: { batches: readonly BatchRow[] }) {
  const [text, { moment }] = await Promise.all([getTranslations('admin.workbook'), pageWords()])
  const columns: Column<BatchRow>[] = [
    {
      key: 'number',
      header: text('number'),
      kind: 'number',
      phone: 'title',
      cell: ({ id, number }) => <a href={`/admin/invoices/workbooks/${id}`}>{number}</a>,
    },
    {
      key: 'made',
      header: text('madeAt'),
      kind: 'date',
      phone: 'fact',
      cell: ({ madeAt }) => moment(madeAt),
    },
    { key: 'by', header: text('madeBy'), wide: true, cell: ({ madeBy }) => madeBy },
    {
      key: 'invoices',
      header: text('invoices'),
      kind: 'count',
      phone: 'amount',
      cell: ({ waiting, issued, failed, discarded }) => waiting + issued + failed + discarded,
    },
    {
      key: 'result',
      header: text('result'),
      phone: 'line',
      cell: ({ waiting, issued, failed, discarded }) =>
        discarded > 0 && waiting + issued + failed === 0
          ? text('discardedAll')
          : text('counts', { waiting, issued, failed }),
    },
    {
      key: 'download',
      header: text('download'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: ({ id, number, kept }) =>
        kept ? (
          <ButtonLink href={`/api/invoice-workbooks/${id}`} download>
            {text('download')}
            <span className="sr-only"> {number}</span>
          </ButtonLink>
        ) : (
          <span className="text-12 text-text-3">{text('fileRemoved')}</span>
        ),
    },
  ]
  return (
    <Section title={text('made')}>
      <DataTable
        caption={text('made')}
        columns={columns}
        rows={batches}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text('none')}>{text('noneText')}</EmptyState>}
      />
    </Section>
  )
}

/** The lists that were read back, the newest first. */
export async function ListTable({ lists }: { lists: readonly ListSummary[] }) {
  const [text, { moment }] = await Promise.all([getTranslations('admin.workbook'), pageWords()])
  if (lists.length === 0) return null
  const columns: Column<ListSummary>[] = [
    {
      key: 'read',
      header: text('readAt'),
      kind: 'number',
      phone: 'title',
      cell: ({ id, readAt }) => <a href={`/admin/invoices/lists/${id}`}>{moment(readAt)}</a>,
    },
    {
      key: 'kind',
      header: text('kind'),
      phone: 'status',
      cell: ({ kind }) => text(`listKind.${kind}`),
    },
    { key: 'name', header: text('listName'), phone: 'line', cell: ({ name }) => name },
    { key: 'by', header: text('madeBy'), wide: true, cell: ({ readBy }) => readBy },
    { key: 'rows', header: text('rows'), kind: 'count', phone: 'amount', cell: ({ rows }) => rows },
  ]
  return (
    <Section title={text('lists')}>
      <DataTable caption={text('lists')} columns={columns} rows={lists} rowKey={({ id }) => id} />
    </Section>
  )
}
