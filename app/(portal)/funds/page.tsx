import type { Metadata } from 'next'
import { DataTable } from '@/components/table/data-table'
import { ListFrame } from '@/components/table/list-frame'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Strip } from '@/components/ui/strip'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import type { MemberActor } from '@/lib/auth/actor'
import { listCards } from '@/lib/billing/benefit/card.queries'
import { getBalances, listFundTransactions } from '@/lib/billing/ledger/ledger.queries'
import { PAGE_SIZE } from '@/lib/command/page'
import { formatMoney } from '@/lib/web/format'
import { cursorParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { cardProducts, policyInForce } from '../asked-once'
import { ExportLink } from '../export-link'
import { listLabels } from '../orders/list-labels'
import { CHANNELS, orderWords } from '../orders/order-words'
import { cardColumns } from './card-columns'
import { fundColumns } from './fund-columns'
import { FUND_KINDS, FUNDS, FUNDS_EXPORT, setFilters, withFilters, type SetFilters } from './fund-filter'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('funds'))('title') }
}

export default async function FundsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const params = await searchParams
  const [set, cursor] = [setFilters(params), cursorParam(params)]
  const page = await listFundTransactions(actor, { ...set, cursor })
  const [funds, kinds, words, labels] = await Promise.all([
    getTranslations('funds'),
    getTranslations('words.fundKind'),
    orderWords(),
    listLabels(),
  ])
  const filtered = Object.values(set).some((value) => value !== undefined)
  return (
    <>
      <PageHeader
        title={funds('title')}
        labels={labels.header}
        actions={
          <>
            {page.rows.length > 0 ? <ExportLink href={withFilters(FUNDS_EXPORT, set)} /> : null}
            <BuyCard actor={actor} />
            <RechargeBalance actor={actor} />
          </>
        }
      />
      <Balances actor={actor} />
      <Cards actor={actor} />
      <ListFrame
        caption={funds('title')}
        labels={labels}
        path={FUNDS}
        filters={{
          ...(await filtersOf(set)),
          count: page.count > 1000 ? funds('countMore') : funds('count', { count: page.count }),
        }}
        filtered={filtered}
        beyond={cursor !== null}
        columns={fundColumns({ words, funds, kindText: kinds })}
        rows={page.rows}
        rowKey={(row) => row.id}
        page={page}
        turn={(to) => withFilters(FUNDS, set, to)}
        aside={labels.perPage(PAGE_SIZE)}
        noneTitle={funds('noneTitle')}
        empty={<EmptyState title={funds('emptyTitle')}>{funds('empty')}</EmptyState>}
      />
    </>
  )
}

async function filtersOf(set: SetFilters) {
  const [funds, kinds, words, labels] = await Promise.all([
    getTranslations('funds'),
    getTranslations('words.fundKind'),
    orderWords(),
    listLabels(),
  ])
  return {
    search: { name: 'search', label: funds('search'), value: set.search ?? '' },
    selects: [
      {
        name: 'type',
        label: funds('type'),
        value: set.kind ?? '',
        allLabel: labels.all,
        options: FUND_KINDS.map((value) => ({ value, label: kinds(value) })),
      },
      {
        name: 'channel',
        label: funds('channel'),
        value: set.channel ?? '',
        allLabel: labels.all,
        options: CHANNELS.map((value) => ({ value, label: words.channelText(value) })),
      },
    ],
    dates: [{ name: 'month', label: funds('month'), type: 'month' as const, value: set.period ?? '' }],
  }
}

/** Only where the policy has a wallet; elsewhere no money is kept for a customer. */
async function Balances({ actor }: { actor: MemberActor }) {
  if (!(await policyInForce(actor)).wallet) return null
  const [balances, funds] = [await getBalances(actor), await getTranslations('funds')]
  return (
    <Strip
      figures={[
        { label: funds('cash'), value: formatMoney(balances.cashFen) },
        { label: funds('gift'), value: formatMoney(balances.giftFen) },
        { label: funds('cards'), value: formatMoney(balances.cardsFen) },
      ]}
    />
  )
}

/** The cards that the account has bought, whatever the policy sells now. */
async function Cards({ actor }: { actor: MemberActor }) {
  const [text, cards] = [await getTranslations('cards'), await listCards(actor)]
  if (cards.length === 0) return null
  return (
    <Section title={text('title')}>
      <div className="mb-8 max-h-[308px] overflow-y-auto">
        <DataTable
          caption={text('title')}
          columns={await cardColumns('/orders')}
          rows={cards}
          rowKey={(card) => card.id}
        />
      </div>
    </Section>
  )
}

/** For those who may order, where cards are sold. */
async function BuyCard({ actor }: { actor: MemberActor }) {
  if (!memberMay(actor.role, 'orders.place') || (await cardProducts(actor)).length === 0) return null
  return <ButtonLink href="/funds/cards">{(await getTranslations('funds'))('buyCard')}</ButtonLink>
}

/** For those who may order, where the policy has a wallet. */
async function RechargeBalance({ actor }: { actor: MemberActor }) {
  if (!memberMay(actor.role, 'orders.place') || !(await policyInForce(actor)).wallet) return null
  return (
    <ButtonLink variant="primary" icon="plus" href="/funds/recharge">
      {(await getTranslations('funds'))('recharge')}
    </ButtonLink>
  )
}
