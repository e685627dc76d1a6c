import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { DataTable } from '@/components/table/data-table'
import { FilterBar } from '@/components/table/filter-bar'
import { ListFrame } from '@/components/table/list-frame'
import { QueueKeys } from '@/components/table/queue-keys'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import {
  countUnderReview,
  listDecidedAuthentications,
  listReviewQueue,
} from '@/lib/billing/authentication/review.queries'
import { PAGE_SIZE } from '@/lib/command/page'
import { addressOf, cursorParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { decidedColumns, queueColumns } from './review-columns'
import { AUTHENTICATIONS, Decided } from './review-words'

const TABS = ['open', 'decided'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('authentications') }
}

/** Who waits to be authenticated, the most urgent first, and what was decided. */
export default async function AuthenticationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.authentications.read')
  const params = await searchParams
  const current = wordParam(params, 'tab', TABS) ?? 'open'
  const [admin, text, labels, waiting] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.authentication'),
    listLabels(),
    countUnderReview(actor),
  ])
  const List = current === 'open' ? Queue : History
  return (
    <>
      <PageHeader
        title={admin('authentications')}
        labels={labels.header}
        facts={waiting.overdue > 0 ? text('overdue', { count: waiting.overdue }) : text('lead')}
      />
      <Decided done={textParam(params, 'done')} />
      <Tabs
        label={text('tabs')}
        tabs={TABS.map((tab) => ({
          href: addressOf(AUTHENTICATIONS, { tab: tab === 'open' ? null : tab }),
          label: text(`tab.${tab}`),
          current: tab === current,
          ...(tab === 'open' ? { count: waiting.count } : {}),
        }))}
      />
      <List actor={actor} params={params} />
    </>
  )
}

type ListProps = { actor: StaffActor; params: SearchParams }

async function Queue({ actor, params }: ListProps) {
  const search = textParam(params, 'search')
  const [text, labels, { rows, now }] = await Promise.all([
    getTranslations('admin.authentication'),
    listLabels(),
    listReviewQueue(actor, search),
  ])
  const clear = <ButtonLink href={AUTHENTICATIONS}>{labels.clear}</ButtonLink>
  return (
    <>
      <FilterBar
        action={AUTHENTICATIONS}
        label={labels.filters}
        applyLabel={labels.apply}
        search={{ name: 'search', label: text('search'), value: search ?? '' }}
        clear={search ? { href: AUTHENTICATIONS, label: labels.clear } : undefined}
        count={text('waiting', { count: rows.length })}
      />
      <DataTable
        caption={text('tab.open')}
        columns={await queueColumns(actor, now)}
        rows={rows}
        rowKey={(row) => row.id}
        twoLine
        empty={
          search ? (
            <EmptyState title={text('noneTitle')} action={clear} />
          ) : (
            <EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>
          )
        }
      />
      {rows.length > 0 ? (
        <div className="mt-4 flex flex-wrap items-center justify-between gap-4 text-13 text-text-3">
          <p>{labels.zone}</p>
          <QueueKeys
            labels={{ move: text('keys.move'), open: text('keys.open'), search: text('keys.search') }}
          />
        </div>
      ) : null}
    </>
  )
}

async function History({ actor, params }: ListProps) {
  const search = textParam(params, 'search')
  const cursor = cursorParam(params)
  const page = await listDecidedAuthentications(actor, { search, cursor })
  const [text, labels] = await Promise.all([getTranslations('admin.authentication'), listLabels()])
  return (
    <ListFrame
      caption={text('tab.decided')}
      labels={labels}
      path={addressOf(AUTHENTICATIONS, { tab: 'decided' })}
      filters={{
        search: { name: 'search', label: text('search'), value: search ?? '' },
        hidden: { tab: 'decided' },
        count: text('decided', { count: page.count }),
      }}
      filtered={cursor !== null || search !== undefined}
      columns={await decidedColumns()}
      rows={page.rows}
      rowKey={(row) => row.id}
      page={page}
      turn={(to) => addressOf(AUTHENTICATIONS, { tab: 'decided', search, cursor: to })}
      aside={labels.perPage(PAGE_SIZE)}
      noneTitle={text('noneTitle')}
      empty={<EmptyState title={text('noDecisionsTitle')}>{text('noDecisions')}</EmptyState>}
    />
  )
}
