import { MethodIcon } from '@/components/billing/method-icon'
import { MoneyText } from '@/components/billing/money-text'
import { ActionForm } from '@/components/form/action-form'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import type { PaymentState } from '@/lib/billing/payment/payment.queries'
import type { Gateway } from '@/lib/billing/payment/payment.rules'
import { leadsAway } from '@/lib/billing/payment/pay-page.rules'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { startPaymentAction } from '../../actions'
import type { Device } from './device'
import type { PaymentStage } from './payment-stage'

/** The form's id, for the button that lies over a code that has run out. */
export const PAY_FORM = 'pay'

export type PayFormProps = {
  order: OrderView
  channels: readonly Gateway[]
  attempt: PaymentState['attempt']
  stage: PaymentStage
  device: Device
  corporateDays: number
}

/** The choice of a method. Attempts are born here, one for each method: pressing twice starts one payment. */
export async function PayForm(props: PayFormProps) {
  const { order, channels, attempt, stage, device, corporateDays } = props
  const [pay, text, site, words] = await Promise.all([
    getTranslations('pay'),
    getTranslations('order'),
    getTranslations('site'),
    getTranslations('words.channel'),
  ])
  const notes = {
    wechatpay: pay(wechatpayNote(device)),
    alipay: pay('alipayNote'),
    corporate: pay('corporateNote', { days: corporateDays }),
  }
  // What has come in part by bank comes whole by bank; a gateway takes an order's amount or nothing.
  const ways = [...(order.heldFen > 0n ? [] : channels), 'corporate'] as const
  const former = ways.find((way) => way === attempt?.channel)
  const transferring = stage === 'transfer'
  const runOutCode =
    stage === 'run-out' && attempt?.payUrl && !leadsAway({ ...attempt, payUrl: attempt.payUrl })
  return (
    <ActionForm
      key={stage === 'none' ? 'first' : attempt?.id}
      id={PAY_FORM}
      action={startPaymentAction}
      summaryTitle={site('summary')}
    >
      <input type="hidden" name="orderId" value={order.id} />
      {ways.map((channel) => (
        <input key={channel} type="hidden" name={`attempt-${channel}`} value={newId()} />
      ))}
      <RadioCards
        name="channel"
        legend={pay('method')}
        layout="rows"
        defaultValue={former ?? ways[0] ?? ''}
        choices={ways.map((channel) => ({
          value: channel,
          label: words(channel),
          note: notes[channel],
          mark: <MethodIcon method={channel === 'corporate' ? 'transfer' : channel} />,
        }))}
      />
      <div className="-mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <p className="text-12 text-text-3">{pay('noBalance')}</p>
        <div className={stage === 'none' ? 'pay-bar' : 'contents'}>
          <p
            className={`mb-3 flex items-baseline justify-between sm:hidden ${stage === 'none' ? '' : 'hidden'}`}
          >
            <span className="text-text-3">{text('total')}</span>
            <MoneyText amount={outstandingOf(order)} size="total" />
          </p>
          <div className="max-sm:w-full sm:min-w-26">
            <SubmitButton block size={40} variant={runOutCode || transferring ? 'secondary' : 'primary'}>
              {pay('submit')}
            </SubmitButton>
          </div>
        </div>
      </div>
    </ActionForm>
  )
}

function wechatpayNote({ phone, insideWechat }: Device) {
  if (!phone) return 'wechatpayNote'
  return insideWechat ? 'wechatpayPhone' : 'wechatpayOpens'
}
