import type { Metadata } from 'next'
import { headerLabels, pageWords } from '@/app/(portal)/page-words'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getIssuing, listIssuingSellers } from '@/lib/billing/invoice/workbook.queries'
import { textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../done-note'
import { QueueTabs } from '../queue-tabs'
import { sentProblem } from '../sent-problem'
import { IssuingForms } from './issuing-forms'
import { BatchTable, ListTable } from './issuing-tables'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.workbook'))('title') }
}

/** Issuing by the tax bureau's batch import: its blank workbook, the filled ones, and the lists that come back. */
export default async function WorkbooksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.invoices.read')
  const params = await searchParams
  const sellers = await listIssuingSellers(actor)
  const seller = sellers.find(({ id }) => id === textParam(params, 'seller')) ?? sellers[0]
  const [admin, text, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.workbook'),
    headerLabels(),
  ])
  const done = wordParam(params, 'done', ['template', 'files'] as const)
  const issuing = seller && (await getIssuing(actor, seller.id))
  return (
    <>
      <PageHeader title={admin('invoices')} labels={labels} />
      <QueueTabs current="workbooks" />
      {done ? <DoneNote>{text(`done.${done}`)}</DoneNote> : null}
      {sellers.length > 1 ? <SellerChoice sellers={sellers} chosen={seller?.id ?? ''} /> : null}
      {seller && issuing ? (
        <>
          {staffMay(actor, 'admin.invoices.decide') ? (
            <IssuingForms
              sellerId={seller.id}
              issuing={issuing}
              problem={await sentProblem(params)}
              at={wordParam(params, 'form', ['template', 'list', 'files'] as const)}
            />
          ) : null}
          <BatchTable batches={issuing.batches} />
          <ListTable lists={issuing.lists} />
        </>
      ) : null}
    </>
  )
}

async function SellerChoice({
  sellers,
  chosen,
}: {
  sellers: Awaited<ReturnType<typeof listIssuingSellers>>
  chosen: string
}) {
  const [text, { nameOf }] = await Promise.all([getTranslations('admin.workbook'), pageWords()])
  return (
    <nav aria-label={text('seller')} className="mb-5 flex flex-wrap gap-2">
      {sellers.map((seller) => (
        <ButtonLink
          key={seller.id}
          href={`/admin/invoices/workbooks?seller=${seller.id}`}
          variant={seller.id === chosen ? 'primary' : 'secondary'}
        >
          {nameOf(seller)}
        </ButtonLink>
      ))}
    </nav>
  )
}
