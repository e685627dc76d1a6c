import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { ListFrame, type ListFrameProps } from '@/components/table/list-frame'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import {
  listApplications,
  type ApplicationFilter,
  type ApplicationRow,
} from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { kinds } from '@/lib/billing/invoice/kind.rules'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { PAGE_SIZE } from '@/lib/command/page'
import { addressOf, cursorParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { applicationColumns } from './application-columns'
import { invoicePolicy, invoiceStanding } from './find-policy'
import { APPLY, InvoiceTabs, mayApply } from './invoice-tabs'
import { StandingList } from './standing-list'

const PATH = '/invoices'
const ARCHIVES = '/invoices/archives'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('title') }
}

export default async function InvoicesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const policy = await invoicePolicy(actor)
  const params = await searchParams
  const set = {
    search: textParam(params, 'search'),
    status: wordParam(params, 'status', applicationLife.states),
    kind: wordParam(params, 'kind', kinds),
  }
  const cursor = cursorParam(params)
  const [page, standing, applies] = await Promise.all([
    listApplications(actor, { ...set, cursor }),
    invoiceStanding(actor),
    mayApply(actor),
  ])
  const [text, labels] = await Promise.all([getTranslations('invoices'), listLabels()])
  return (
    <>
      <Head words={policy.words} applies={applies} />
      {standing.ready ? null : (
        <div className="mb-7 max-w-[480px]">
          <StandingList checks={standing.checks} />
        </div>
      )}
      <InvoiceTabs actor={actor} current="requested" />
      <ListFrame
        caption={text('tabs.requested')}
        labels={labels}
        path={PATH}
        filters={await filtersFor(set, page.count)}
        filtered={Object.values(set).some((value) => value !== undefined)}
        beyond={cursor !== null}
        columns={await applicationColumns(memberMay(actor.role, 'invoices.write'))}
        rows={page.rows}
        rowKey={({ id }) => id}
        page={page}
        turn={(to) => addressOf(PATH, { ...set, cursor: to })}
        aside={labels.perPage(PAGE_SIZE)}
        noneTitle={text('none')}
        empty={<EmptyState title={text('nothing')}>{text('nothingText')}</EmptyState>}
      />
    </>
  )
}

type Filters = ListFrameProps<ApplicationRow>['filters']

async function filtersFor(
  { search, status, kind }: Omit<ApplicationFilter, 'cursor'>,
  count: number,
): Promise<Filters> {
  const [text, { all }] = await Promise.all([getTranslations('invoices'), listLabels()])
  return {
    search: { name: 'search', value: search ?? '', label: text('searchNumber') },
    selects: [
      {
        name: 'status',
        label: text('statusLabel'),
        value: status ?? '',
        allLabel: all,
        options: applicationLife.states.map((value) => ({ value, label: text(`status.${value}`) })),
      },
      {
        name: 'kind',
        label: text('kind'),
        value: kind ?? '',
        allLabel: all,
        options: kinds.map((value) => ({ value, label: text(`kinds.${value}`) })),
      },
    ],
    count: text('count', { count }),
  }
}

/** Title, and what can be done. */
async function Head({ words, applies }: { words: InvoicePolicy['words']; applies: boolean }) {
  const [text, labels] = await Promise.all([getTranslations('invoices'), listLabels()])
  const open = text(`open.${words}`)
  return (
    <>
      <PageHeader
        title={text('title')}
        labels={labels.header}
        actions={
          <>
            <ButtonLink href={ARCHIVES} icon="download">
              {text('archive')}
            </ButtonLink>
            {applies ? (
              <ButtonLink href={APPLY} variant="primary" icon="plus">
                {open}
              </ButtonLink>
            ) : null}
          </>
        }
        {...(applies ? { phoneAction: { href: APPLY, label: open, icon: 'plus' as const } } : {})}
      />
      <p className="mb-4 sm:hidden">
        <a className="link" href={ARCHIVES}>
          {text('archive')}
        </a>
      </p>
    </>
  )
}
