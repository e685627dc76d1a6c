import { Countdown } from '@/components/billing/countdown'
import { QrCard } from '@/components/billing/qr-card'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { leadsAway, opensUntil } from '@/lib/billing/payment/pay-page.rules'
import type { PaymentState } from '@/lib/billing/payment/payment.queries'
import { env } from '@/lib/env'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../../order-words'
import { PAY_FORM } from './pay-form'
import { secondsBetween, type PaymentStage } from './payment-stage'
import { QrCode } from './qr-code'
import { StatusCard } from './status-card'

type Attempt = NonNullable<PaymentState['attempt']> & { payUrl: string }

export type PaymentCardProps = { order: OrderView; state: PaymentState; stage: PaymentStage; phone: boolean }

/** What is scanned, awaited or done: the newest attempt at paying, seen from the payer. Nothing before the first. */
export async function PaymentCard({ order, state, stage, phone }: PaymentCardProps) {
  const { attempt, now } = state
  if (stage === 'paid') return <PaidCard order={order} />
  if (!attempt?.payUrl || stage === 'none') return null
  const started = { ...attempt, payUrl: attempt.payUrl }
  const card = { order, attempt: started, now, waits: stage === 'waiting', phone }
  return leadsAway(started) ? <AwayCard {...card} /> : <CodeCard {...card} />
}

async function PaidCard({ order }: { order: OrderView }) {
  const [pay, words] = await Promise.all([getTranslations('pay'), orderWords()])
  const channel = order.paidChannel ?? 'transfer'
  return (
    <StatusCard
      channel={channel === 'wechatpay' || channel === 'alipay' ? channel : 'transfer'}
      method={words.channelText(channel)}
      amount={formatMoney(order.amountFen)}
      state="paid"
      status={pay('paid')}
      note={order.paidAt ? words.moment(order.paidAt) : null}
      action={<ButtonLink href={`/orders/${order.id}`}>{pay('viewOrder')}</ButtonLink>}
    />
  )
}

type AttemptCardProps = { order: OrderView; attempt: Attempt; now: Date; waits: boolean; phone: boolean }

async function CodeCard({ order, attempt, now, waits, phone }: AttemptCardProps) {
  const [pay, words] = await Promise.all([getTranslations('pay'), orderWords()])
  const note = phone ? pay('wechatpayPhone') : pay('turns')
  return (
    <QrCard
      method={words.channelText('wechatpay')}
      amount={formatMoney(order.amountFen)}
      code={<QrCode text={attempt.payUrl} />}
      codeName={pay('codeName')}
      state={waits ? 'waiting' : 'expired'}
      status={waits ? pay('waiting') : pay('runOut')}
      note={waits ? <WithCheck order={order}>{note}</WithCheck> : pay('runOutText')}
      countdown={<TimeLeft attempt={attempt} now={now} label={pay('codeLeft')} />}
      action={
        <button type="submit" form={PAY_FORM} className={buttonClass({ variant: 'primary', size: 40 })}>
          {pay('submit')}
        </button>
      }
      foot={waits ? <CashierLink outTradeNo={attempt.outTradeNo} label={pay('demo')} /> : null}
    />
  )
}

/** A payment that goes on at the gateway's own page. */
async function AwayCard({ order, attempt, now, waits, phone }: AttemptCardProps) {
  const [pay, words] = await Promise.all([getTranslations('pay'), orderWords()])
  const method = words.channelText(attempt.channel)
  const isWechat = attempt.channel === 'wechatpay'
  const shared = {
    channel: isWechat ? 'wechatpay' : 'alipay',
    method,
    amount: formatMoney(order.amountFen),
  } as const
  if (!waits) {
    return <StatusCard {...shared} state="stopped" status={pay('runOutPage')} note={pay('runOutPageText')} />
  }
  // WeChat's page for phones opens for minutes only, and nowhere but on a phone; the payment behind it waits on.
  const opens = opensUntil(attempt) > now && (phone || !isWechat)
  return (
    <StatusCard
      {...shared}
      state="waiting"
      countdown={<TimeLeft attempt={attempt} now={now} label={pay('pageLeft')} />}
      status={pay(isWechat ? 'waitingWechat' : 'waitingAlipay')}
      note={<WithCheck order={order}>{pay(opens ? 'turns' : phone ? 'pageOver' : 'onPhone')}</WithCheck>}
      action={
        opens ? (
          <ButtonLink href={attempt.payUrl}>{pay(isWechat ? 'openWechat' : 'openAlipay')}</ButtonLink>
        ) : null
      }
    />
  )
}

/** Keyed by attempt: a new one counts down from its own beginning. */
function TimeLeft({ attempt, now, label }: { attempt: Attempt; now: Date; label: string }) {
  return (
    <Countdown
      key={attempt.id}
      label={label}
      secondsLeft={secondsBetween(now, attempt.expiresAt)}
      secondsTotal={secondsBetween(attempt.startedAt, attempt.expiresAt)}
    />
  )
}

/** Without script the page does not turn by itself: a link looks again. */
async function WithCheck({ order, children }: { order: OrderView; children: string }) {
  const pay = await getTranslations('pay')
  return (
    <>
      {children}
      <noscript>
        {' '}
        <a className="link" href={`/orders/${order.id}/pay?check=1`}>
          {pay('checkAgain')}
        </a>
      </noscript>
    </>
  )
}

/** The stand-in's page on which a person of the demo pays. */
function CashierLink({ outTradeNo, label }: { outTradeNo: string; label: string }) {
  if (!env.DEMO || !env.SIMULATOR_URL) return null
  return (
    <a
      className="link"
      href={`${env.SIMULATOR_URL}/cashier/wechatpay/${outTradeNo}`}
      target="_blank"
      rel="noopener"
    >
      {label}
    </a>
  )
}
