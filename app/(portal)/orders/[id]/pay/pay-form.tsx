import { getTranslations } from 'next-intl/server'
import { MethodIcon } from '@/components/billing/method-icon'
import { MoneyText } from '@/components/billing/money-text'
import { ActionForm } from '@/components/form/action-form'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import { Note } from '@/components/ui/note'
import type { OrderView } from '@/lib/billing/order/order.queries'
import type { PaymentState } from '@/lib/billing/payment/payment.queries'
import type { Channel } from '@/lib/billing/payment/payment.rules'
import { newId } from '@/lib/kernel/id'
import { startPaymentAction } from '../../actions'
import type { PaymentStage } from './payment-stage'

/** The form's id, for the button that lies over a code that has run out. */
export const PAY_FORM = 'pay'

export type PayFormProps = {
  order: OrderView
  channels: readonly Channel[]
  attempt: PaymentState['attempt']
  stage: PaymentStage
  phone: boolean
}

/** The choice of a method. Attempts are born here, one for each method: pressing twice starts one payment. */
export async function PayForm({ order, channels, attempt, stage, phone }: PayFormProps) {
  const [pay, text, site, words] = await Promise.all([
    getTranslations('pay'),
    getTranslations('order'),
    getTranslations('site'),
    getTranslations('words.channel'),
  ])
  if (channels.length === 0) {
    return (
      <Note tone="idle" title={pay('none')}>
        {pay('noneText')}
      </Note>
    )
  }
  const notes = {
    wechatpay: phone ? pay('wechatpayPhone') : pay('wechatpayNote'),
    alipay: pay('alipayNote'),
  }
  const former = channels.find((channel) => channel === attempt?.channel)
  const runOutCode = stage === 'run-out' && attempt?.channel === 'wechatpay'
  return (
    <ActionForm
      key={stage === 'none' ? 'first' : attempt?.id}
      id={PAY_FORM}
      action={startPaymentAction}
      summaryTitle={site('summary')}
    >
      <input type="hidden" name="orderId" value={order.id} />
      {channels.map((channel) => (
        <input key={channel} type="hidden" name={`attempt-${channel}`} value={newId()} />
      ))}
      <RadioCards
        name="channel"
        legend={pay('method')}
        layout="rows"
        defaultValue={former ?? channels[0] ?? ''}
        choices={channels.map((channel) => ({
          value: channel,
          label: words(channel),
          note: notes[channel],
          mark: <MethodIcon method={channel} />,
        }))}
      />
      <div className="-mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <p className="text-12 text-text-3">{pay('noBalance')}</p>
        <div className={stage === 'none' ? 'pay-bar' : 'contents'}>
          <p
            className={`mb-3 flex items-baseline justify-between sm:hidden ${stage === 'none' ? '' : 'hidden'}`}
          >
            <span className="text-text-3">{text('total')}</span>
            <MoneyText amount={order.amountFen} size="total" />
          </p>
          <div className="max-sm:w-full sm:min-w-26">
            <SubmitButton block size={40} variant={runOutCode ? 'secondary' : 'primary'}>
              {pay('submit')}
            </SubmitButton>
          </div>
        </div>
      </div>
    </ActionForm>
  )
}
