import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels, pageWords } from '@/app/(portal)/page-words'
import { MoneyText } from '@/components/billing/money-text'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getBatch, type BatchView } from '@/lib/billing/invoice/workbook.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../../done-note'
import { Discard, DiscardConfirmation, DISCARD_PARAM } from './discard'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await batchAt((await params).id)).number }
}

/** One workbook with its invoices and what became of each. */
export default async function WorkbookPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.invoices.read')
  const batch = await batchAt((await params).id)
  const query = await searchParams
  const [admin, text, { moment }, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.workbook'),
    pageWords(),
    headerLabels(),
  ])
  const done = wordParam(query, 'done', ['made', 'discarded'] as const)
  const discardable = batch.waiting > 0 && staffMay(actor, 'admin.invoices.decide')
  const asked = discardable && textParam(query, DISCARD_PARAM) !== undefined
  return (
    <>
      <PageHeader
        title={batch.number}
        crumbs={[
          { href: '/admin/invoices', label: admin('invoices') },
          { href: `/admin/invoices/workbooks?seller=${batch.sellerId}`, label: text('title') },
          { label: batch.number },
        ]}
        facts={[
          moment(batch.madeAt),
          batch.madeBy,
          text('counts', { waiting: batch.waiting, issued: batch.issued, failed: batch.failed }),
        ].join(' · ')}
        labels={labels}
        actions={
          <>
            {discardable && !asked ? <Discard id={batch.id} number={batch.number} /> : null}
            {batch.kept ? (
              <ButtonLink href={`/api/invoice-workbooks/${batch.id}`} variant="primary" download>
                {text('download')}
              </ButtonLink>
            ) : (
              <span className="text-12 text-text-3">{text('fileRemoved')}</span>
            )}
          </>
        }
      />
      {done ? <DoneNote>{text(`done.${done}`)}</DoneNote> : null}
      {asked ? <DiscardConfirmation id={batch.id} number={batch.number} /> : null}
      <DataTable
        caption={batch.number}
        columns={await lineColumns()}
        rows={batch.lines}
        rowKey={({ requestNo }) => requestNo}
      />
    </>
  )
}

type Line = BatchView['lines'][number]

async function lineColumns(): Promise<Column<Line>[]> {
  const text = await getTranslations('admin.workbook')
  return [
    { key: 'row', header: text('row'), kind: 'count', cell: ({ row }) => row },
    {
      key: 'request',
      header: text('request'),
      kind: 'number',
      phone: 'sub',
      cell: ({ applicationId, requestNo }) => <a href={`/admin/invoices/${applicationId}`}>{requestNo}</a>,
    },
    { key: 'title', header: text('titleName'), phone: 'title', cell: ({ titleName }) => titleName },
    {
      key: 'amount',
      header: text('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: ({ amountFen }) => <MoneyText amount={amountFen} />,
    },
    {
      key: 'outcome',
      header: text('outcomeLabel'),
      kind: 'status',
      phone: 'status',
      cell: ({ outcome }) => text(`lineOutcome.${outcome}`),
    },
    {
      key: 'reason',
      header: text('reason'),
      phone: 'line',
      cell: ({ reason, number }) => reason ?? number ?? <Nothing />,
    },
  ]
}

/** The workbook at an address, once per request; the page for what does not exist otherwise. */
const batchAt = cache(async (id: string) => {
  const actor = await requireStaff('admin.invoices.read')
  if (!isId(id)) notFound()
  try {
    return await getBatch(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
