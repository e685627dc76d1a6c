import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Strip } from '@/components/ui/strip'
import type { MemberActor } from '@/lib/auth/actor'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { getBalances, sumSpendByMonth } from '@/lib/billing/ledger/ledger.queries'
import { listOrders, type OrderRow } from '@/lib/billing/order/order.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { listPackages, listResources, type ResourceSummary } from '@/lib/billing/resource/resource.queries'
import { getClock } from '@/lib/command/clock.queries'
import { addMonths, periodOf } from '@/lib/kernel/period'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels, pageWords } from '../page-words'
import { RemainingPlot } from '../resources/remaining-plot'
import { overviewFigures } from './figures'
import { FreshAccount } from './fresh-account'
import { RecentOrders } from './recent-orders'
import { MONTHS_SHOWN, SpendPlot } from './spend-plot'
import { Waiting } from './waiting'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal'))('overview') }
}

export default async function OverviewPage() {
  const actor = await requireMember()
  const [{ now }, resources, recent, overview, portal, labels] = await Promise.all([
    getClock(),
    listResources(actor),
    listOrders(actor, { cursor: null }),
    getTranslations('overview'),
    getTranslations('portal'),
    headerLabels(),
  ])
  const mayOrder = memberMay(actor.role, 'orders.place')
  const [first] = resources
  if (recent.rows.length === 0) {
    return (
      <>
        <PageHeader title={portal('overview')} labels={labels} />
        <FreshAccount resources={resources} mayOrder={mayOrder} />
      </>
    )
  }
  const waiting = await waitingOrders(actor, now)
  const address = first && mayOrder ? `/resources/${first.family}/recharge` : null
  return (
    <>
      <PageHeader
        title={portal('overview')}
        labels={labels}
        {...(address
          ? {
              actions: (
                <ButtonLink variant="primary" icon="plus" href={address}>
                  {overview('rechargeNow')}
                </ButtonLink>
              ),
              phoneAction: { href: address, label: overview('rechargeNow'), icon: 'plus' },
            }
          : {})}
      />
      {memberMay(actor.role, 'orders.pay') ? <Waiting {...waiting} /> : null}
      <Standing actor={actor} resources={resources} waiting={waiting} now={now} />
      <Section
        title={overview('recent')}
        aside={
          <ButtonLink variant="link" href="/orders">
            {portal('orders')}
          </ButtonLink>
        }
      >
        <RecentOrders orders={recent.rows.slice(0, 5)} />
      </Section>
    </>
  )
}

type WaitingOrders = { orders: OrderRow[]; count: number }

/** Orders that can still be paid; one whose time has come may wait for the sweep a moment longer. */
async function waitingOrders(actor: MemberActor, now: Date): Promise<WaitingOrders> {
  const { rows, count, older } = await listOrders(actor, { status: 'pending-payment', cursor: null })
  const orders = rows.filter((order) => order.expiresAt > now)
  return { orders, count: older ? count : orders.length }
}

type StandingProps = {
  actor: MemberActor
  resources: readonly ResourceSummary[]
  waiting: WaitingOrders
  now: Date
}

/** Figures and plots: where the account stands. */
async function Standing({ actor, resources, waiting, now }: StandingProps) {
  const { nameOf } = await pageWords()
  const period = periodOf(now)
  const [first] = resources
  const [policy, balances, spend, packages] = await Promise.all([
    getPolicy(actor),
    getBalances(actor),
    sumSpendByMonth(actor, addMonths(period, 1 - MONTHS_SHOWN)),
    first ? listPackages(actor, first.productCode) : [],
  ])
  const figures = await overviewFigures({
    resources,
    balances: policy.wallet ? balances : null,
    spend,
    waiting,
    period,
  })
  return (
    <>
      <Strip figures={figures} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <SpendPlot spend={spend} products={resources} period={period} />
        {first ? (
          <RemainingPlot
            resource={{ name: nameOf(first), unitZh: first.unitZh }}
            spans={packages}
            now={now}
          />
        ) : null}
      </div>
    </>
  )
}
