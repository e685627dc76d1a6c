import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { DataTable } from '@/components/table/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Strip } from '@/components/ui/strip'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getPaymentFigures, type PaymentFigures } from '@/lib/billing/payment/payment-figures.queries'
import { listSuspense } from '@/lib/billing/payment/suspense.queries'
import { addDays } from '@/lib/kernel/calendar'
import { add, ZERO } from '@/lib/kernel/money'
import { formatMoney, formatQuantity } from '@/lib/web/format'
import { PaidByDay } from './paid-by-day'
import { suspenseColumns } from './payments/suspense-columns'

const DAYS = 14
const RECENT = 5
const CHANNELS = ['wechatpay', 'alipay'] as const
const SUSPENSE = '/admin/payments?tab=suspense'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('dashboard') }
}

export default async function DashboardPage() {
  const actor = await requireStaff('admin.read')
  const [admin, labels] = await Promise.all([getTranslations('admin'), listLabels()])
  return (
    <>
      <PageHeader title={admin('dashboard')} labels={labels.header} />
      {staffMay(actor, 'admin.payments.read') ? <Figures actor={actor} /> : <Calm />}
    </>
  )
}

/** For whoever may read neither orders nor payments: no figure, and no hint of one. */
async function Calm() {
  const text = await getTranslations('admin.overview')
  return <EmptyState title={text('calmTitle')}>{text('calm')}</EmptyState>
}

async function Figures({ actor }: { actor: StaffActor }) {
  const [figures, suspense] = await Promise.all([
    getPaymentFigures(actor, DAYS),
    listSuspense(actor, { cursor: null }),
  ])
  const [text, labels] = await Promise.all([getTranslations('admin.overview'), listLabels()])
  return (
    <>
      <FigureStrip figures={figures} />
      <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_312px] xl:items-start">
        <Plot figures={figures} />
        <ByChannel figures={figures} />
      </div>
      <Section
        title={text('recent')}
        aside={
          <a className="link" href={SUSPENSE}>
            {text('allSuspense')}
          </a>
        }
      >
        <DataTable
          caption={text('recent')}
          columns={await suspenseColumns()}
          rows={suspense.rows.slice(0, RECENT)}
          rowKey={(row) => row.id}
          empty={<EmptyState title={text('noSuspense')}>{text('noSuspenseText')}</EmptyState>}
        />
        {suspense.rows.length > 0 ? <p className="mt-3 text-12 text-text-3">{labels.zone}</p> : null}
      </Section>
    </>
  )
}

async function FigureStrip({ figures }: { figures: PaymentFigures }) {
  const [text, words] = await Promise.all([getTranslations('admin.overview'), orderWords()])
  const { today, paid, pendingOrders, suspended, waitingNotices } = figures
  const paidToday = paid.filter((row) => row.day === today)
  const payments = paidToday.reduce((sum, row) => sum + row.count, 0)
  return (
    <Strip
      figures={[
        {
          label: text('paidToday'),
          value: formatMoney(add(...paidToday.map((row) => row.amountFen))),
          note: text('payments', { count: payments }),
        },
        {
          label: text('pending'),
          value: (
            <Figure href="/admin/orders?status=pending-payment">{formatQuantity(pendingOrders.count)}</Figure>
          ),
          note: text('pendingNote', { amount: formatMoney(pendingOrders.amountFen) }),
        },
        {
          label: text('suspense'),
          value: <Figure href={SUSPENSE}>{formatMoney(suspended.amountFen)}</Figure>,
          note: text('suspenseNote', { count: suspended.count }),
        },
        {
          label: text('notices'),
          value: (
            <Figure href="/admin/payments?tab=notices&status=waiting">
              {formatQuantity(waitingNotices.count)}
            </Figure>
          ),
          note: waitingNotices.oldestAt
            ? text('noticesOldest', { moment: words.tableMoment(waitingNotices.oldestAt) })
            : text('noticesNone'),
        },
      ]}
    />
  )
}

function Figure({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="underline-offset-4 hover:underline">
      {children}
    </a>
  )
}

async function Plot({ figures: { today, paid } }: { figures: PaymentFigures }) {
  const [text, words] = await Promise.all([getTranslations('admin.overview'), orderWords()])
  const days = Array.from({ length: DAYS }, (_, position) => addDays(today, position + 1 - DAYS))
  const paidOn = (day: string, channel: string) =>
    paid.find((row) => row.day === day && row.channel === channel)?.amountFen ?? ZERO
  const total = add(...paid.map((row) => row.amountFen))
  return (
    <PaidByDay
      title={text('plot')}
      note={text('plotNote')}
      name={text('plotName', { total: formatMoney(total) })}
      series={CHANNELS.map((channel, position) => ({
        label: words.channelText(channel),
        colour: position === 0 ? 2 : 1,
      }))}
      days={days.map((day) => ({
        day,
        today: day === today,
        amounts: CHANNELS.map((channel) => paidOn(day, channel)),
      }))}
      locale={words.locale}
      labels={{
        showAsTable: text('showAsTable'),
        day: text('day'),
        total: text('total'),
        empty: text('plotEmpty'),
      }}
    />
  )
}

/** What came through each channel in the days of the plot. */
async function ByChannel({ figures: { paid } }: { figures: PaymentFigures }) {
  const [text, words] = await Promise.all([getTranslations('admin.overview'), orderWords()])
  const figure = (label: string, rows: PaymentFigures['paid']): Fact => ({
    label,
    value: formatMoney(add(...rows.map((row) => row.amountFen))),
    note: text('payments', { count: rows.reduce((sum, row) => sum + row.count, 0) }),
  })
  const facts = CHANNELS.map((channel) =>
    figure(
      words.channelText(channel),
      paid.filter((row) => row.channel === channel),
    ),
  )
  return (
    <Card title={text('byChannel')}>
      <FactsList ruled facts={[...facts, { ...figure(text('total'), paid), strong: true }]} />
    </Card>
  )
}
