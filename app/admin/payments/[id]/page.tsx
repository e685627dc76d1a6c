import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { requireStaff } from '@/lib/auth/guards'
import { listAttemptNotices } from '@/lib/billing/payment/notice.queries'
import { getAttempt, type AttemptView } from '@/lib/billing/payment/payment.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatInstant, formatMoney, formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { ToldCard } from './told-card'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const attempt = await attemptAt((await params).id)
  return { title: (await getTranslations('admin.payment'))('title', { number: attempt.outTradeNo }) }
}

export default async function AdminPaymentPage({ params }: Props) {
  const actor = await requireStaff('admin.payments.read')
  const attempt = await attemptAt((await params).id)
  const [notices, admin, text, status, words, labels] = await Promise.all([
    listAttemptNotices(actor, attempt.outTradeNo),
    getTranslations('admin'),
    getTranslations('admin.payment'),
    getTranslations('words.attemptStatus'),
    orderWords(),
    listLabels(),
  ])
  return (
    <>
      <PageHeader
        title={text('title', { number: attempt.outTradeNo })}
        crumbs={[{ href: '/admin/payments', label: admin('payments') }, { label: attempt.outTradeNo }]}
        badge={
          <StatusBadge of="payment" status={attempt.status}>
            {status(attempt.status)}
          </StatusBadge>
        }
        facts={text('facts', {
          account: attempt.accountName,
          amount: formatMoney(attempt.amountFen),
          channel: words.channelText(attempt.channel),
        })}
        labels={labels.header}
      />
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-2 lg:items-start">
        <div>
          <Section title={text('section')}>
            <AttemptFacts attempt={attempt} />
          </Section>
        </div>
        <div className="min-w-0">
          <Section title={text('notices')}>
            {notices.length === 0 ? <p className="text-text-2">{text('noNotices')}</p> : null}
            <div className="flex flex-col gap-4">
              {notices.map((notice) => (
                <ToldCard key={notice.id} notice={notice} />
              ))}
            </div>
          </Section>
        </div>
      </div>
    </>
  )
}

/** The attempt at an address, once per request; the page for what does not exist otherwise. */
const attemptAt = cache(async (id: string): Promise<AttemptView> => {
  const actor = await requireStaff('admin.payments.read')
  if (!isId(id)) notFound()
  try {
    return await getAttempt(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})

async function AttemptFacts({ attempt }: { attempt: AttemptView }) {
  const [text, words] = await Promise.all([getTranslations('admin.payment'), orderWords()])
  const moment = (at: Date | null) =>
    at && formatInstant(at, words.locale, undefined, { seconds: true, zoneName: true })
  const dated = (label: string, at: Date | null): Fact | null => (at ? { label, value: moment(at) } : null)
  const facts: (Fact | null)[] = [
    {
      label: text('order'),
      value: (
        <a className="link" href={`/admin/orders/${attempt.orderId}`}>
          {attempt.orderNumber}
        </a>
      ),
    },
    { label: text('account'), value: attempt.accountName },
    { label: text('channel'), value: words.channelText(attempt.channel) },
    { label: text('amount'), value: <MoneyText amount={attempt.amountFen} />, strong: true },
    { label: text('description'), value: <span lang="zh-CN">{attempt.description}</span> },
    { label: text('device'), value: text(attempt.device) },
    attempt.channelTradeNo ? { label: text('tradeNo'), value: attempt.channelTradeNo } : null,
    dated(text('started'), attempt.at),
    dated(text('expires'), attempt.expiresAt),
    dated(text('settled'), attempt.settledAt),
    dated(text('closed'), attempt.closedAt),
    dated(text('closedAtChannel'), attempt.gatewayClosedAt),
    { label: text('queries'), value: formatQuantity(attempt.queries) },
    dated(text('nextQuery'), attempt.nextQueryAt),
  ]
  return <FactsList ruled align="left" facts={facts.filter((fact) => fact !== null)} />
}
