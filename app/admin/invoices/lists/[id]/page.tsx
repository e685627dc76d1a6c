import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels, pageWords } from '@/app/(portal)/page-words'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { getList, type ReportRow } from '@/lib/billing/invoice/workbook.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { getTranslations } from '@/lib/web/translations'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const list = await listAt((await params).id)
  const [text, { moment }] = await Promise.all([getTranslations('admin.workbook'), pageWords()])
  return { title: text('listTitle', { moment: moment(list.readAt) }) }
}

/** What a list of the tax bureau's said, and what became of each of its rows; what was left alone comes first. */
export default async function ListPage({ params }: Props) {
  await requireStaff('admin.invoices.read')
  const list = await listAt((await params).id)
  const [admin, text, { moment }, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.workbook'),
    pageWords(),
    headerLabels(),
  ])
  const title = text('listTitle', { moment: moment(list.readAt) })
  const rows = [...list.report].sort((a, b) => Number(isFine(a)) - Number(isFine(b)) || a.row - b.row)
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[
          { href: '/admin/invoices', label: admin('invoices') },
          { href: `/admin/invoices/workbooks?seller=${list.sellerId}`, label: text('title') },
          { label: title },
        ]}
        facts={[text(`listKind.${list.kind}`), list.name, list.readBy].join(' · ')}
        labels={labels}
      />
      <DataTable
        caption={title}
        columns={await reportColumns()}
        rows={rows}
        rowKey={({ row, about }) => `${row} ${about}`}
      />
    </>
  )
}

const FINE: readonly string[] = ['recorded', 'already', 'failed']
const isFine = ({ outcome }: ReportRow) => FINE.includes(outcome)

async function reportColumns(): Promise<Column<ReportRow>[]> {
  const text = await getTranslations('admin.workbook')
  const said = (outcome: string) => {
    const key = `outcome.${outcome}`
    return text.has(key as 'outcome.recorded') ? text(key as 'outcome.recorded') : outcome
  }
  return [
    { key: 'row', header: text('row'), kind: 'count', phone: 'amount', cell: ({ row }) => row },
    {
      key: 'about',
      header: text('about'),
      kind: 'note',
      phone: 'sub',
      cell: ({ about }) => about || <Nothing />,
    },
    {
      key: 'outcome',
      header: text('outcomeLabel'),
      kind: 'status',
      phone: 'title',
      cell: (row) => (
        <span className={isFine(row) ? undefined : 'font-semibold text-bad'}>{said(row.outcome)}</span>
      ),
    },
    {
      key: 'application',
      header: text('application'),
      phone: 'line',
      cell: ({ applicationId, applicationNumber }) =>
        applicationId ? (
          <a className="link" href={`/admin/invoices/${applicationId}`}>
            {applicationNumber}
          </a>
        ) : (
          <Nothing />
        ),
    },
    { key: 'reason', header: text('reason'), phone: 'line', cell: ({ reason }) => reason ?? <Nothing /> },
  ]
}

/** The list at an address, once per request; the page for what does not exist otherwise. */
const listAt = cache(async (id: string) => {
  const actor = await requireStaff('admin.invoices.read')
  if (!isId(id)) notFound()
  try {
    return await getList(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
