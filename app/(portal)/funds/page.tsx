import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DataTable } from '@/components/table/data-table'
import { FilterBar } from '@/components/table/filter-bar'
import { Pager } from '@/components/table/pager'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Strip } from '@/components/ui/strip'
import { requireMember } from '@/lib/auth/guards'
import type { MemberActor } from '@/lib/auth/actor'
import { getBalances, listFundTransactions } from '@/lib/billing/ledger/ledger.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { PAGE_SIZE } from '@/lib/command/page'
import { formatMoney } from '@/lib/web/format'
import {
  addressOf,
  cursorParam,
  periodParam,
  textParam,
  wordParam,
  type SearchParams,
} from '@/lib/web/search-params'
import { listLabels } from '../orders/list-labels'
import { orderWords } from '../orders/order-words'
import { fundColumns } from './fund-columns'

const PATH = '/funds'
const CHANNELS = ['wechatpay', 'alipay'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('funds'))('title') }
}

export default async function FundsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const filter = filterOf(await searchParams)
  const { cursor, ...set } = filter
  const page = await listFundTransactions(actor, filter)
  const [funds, kinds, words, labels] = await Promise.all([
    getTranslations('funds'),
    getTranslations('words.fundKind'),
    orderWords(),
    listLabels(),
  ])
  const filtered = Object.values(set).some((value) => value !== undefined)
  const turn = (to: string | null) =>
    to
      ? addressOf(PATH, { search: set.search, channel: set.channel, month: set.period, cursor: to })
      : undefined

  return (
    <>
      <PageHeader title={funds('title')} labels={labels.header} />
      <Balances actor={actor} />
      <FilterBar
        action={PATH}
        label={labels.filters}
        applyLabel={labels.apply}
        search={{ name: 'search', label: funds('search'), value: set.search ?? '' }}
        selects={[
          {
            name: 'channel',
            label: funds('channel'),
            value: set.channel ?? '',
            allLabel: labels.all,
            options: CHANNELS.map((value) => ({ value, label: words.channelText(value) })),
          },
        ]}
        dates={[{ name: 'month', label: funds('month'), type: 'month', value: set.period ?? '' }]}
        clear={filtered ? { href: PATH, label: labels.clear } : undefined}
        count={page.count > 1000 ? funds('countMore') : funds('count', { count: page.count })}
      />
      <DataTable
        caption={funds('title')}
        columns={fundColumns({ words, funds, kindText: kinds })}
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={filtered || cursor ? <NoMatch /> : <NothingYet />}
      />
      {page.rows.length > 0 ? (
        <Pager
          newer={turn(page.newer)}
          older={turn(page.older)}
          labels={labels.pager}
          note={labels.zone}
          aside={labels.perPage(PAGE_SIZE)}
        />
      ) : null}
    </>
  )
}

function filterOf(params: SearchParams) {
  return {
    search: textParam(params, 'search'),
    channel: wordParam(params, 'channel', CHANNELS),
    period: periodParam(params, 'month'),
    cursor: cursorParam(params),
  }
}

/** Only where the policy has a wallet; elsewhere no money is kept for a customer. */
async function Balances({ actor }: { actor: MemberActor }) {
  if (!(await getPolicy(actor)).wallet) return null
  const [balances, funds] = [await getBalances(actor), await getTranslations('funds')]
  return (
    <Strip
      figures={[
        { label: funds('cash'), value: formatMoney(balances.cashFen) },
        { label: funds('gift'), value: formatMoney(balances.giftFen) },
      ]}
    />
  )
}

async function NoMatch() {
  const [funds, labels] = await Promise.all([getTranslations('funds'), listLabels()])
  return (
    <EmptyState title={funds('noneTitle')} action={<ButtonLink href={PATH}>{labels.clear}</ButtonLink>} />
  )
}

async function NothingYet() {
  const funds = await getTranslations('funds')
  return <EmptyState title={funds('emptyTitle')}>{funds('empty')}</EmptyState>
}
