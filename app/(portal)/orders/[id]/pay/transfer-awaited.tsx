import { DueText } from '@/components/billing/due-text'
import { MoneyText } from '@/components/billing/money-text'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import { Icon } from '@/components/ui/icon'
import type { OrderView } from '@/lib/billing/order/order.queries'
import type { PaymentState } from '@/lib/billing/payment/payment.queries'
import type { OrderTransfer } from '@/lib/billing/transfer/transfer.queries'
import { formatCode } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../../order-words'
import { VoucherLink } from '../voucher-link'
import { answerOf, markOf } from './payment-mark'
import { PaymentWatch } from './payment-watch'

/** Nobody waits for this in front of a page; it is told when they come back to it. */
const ASK_MS = 15_000

export type TransferAwaitedProps = { order: OrderView; state: PaymentState; transfer: OrderTransfer }

/** A voucher was submitted: what was claimed, until when finance looks, and nothing left to do. */
export async function TransferAwaited({ order, state, transfer }: TransferAwaitedProps) {
  const [text, pay, words] = await Promise.all([
    getTranslations('pay.transfer'),
    getTranslations('pay'),
    orderWords(),
  ])
  const { attempt, now } = state
  return (
    <div className="max-w-[560px]">
      <PaymentWatch
        address={`/api/orders/${order.id}/payment`}
        mark={markOf(answerOf(state))}
        active
        askMs={ASK_MS}
        runsOutIn={null}
        paid={null}
      >
        <Card>
          <p className="mb-1 flex items-center gap-2 text-14 font-semibold text-run">
            <Icon name="hourglass" />
            {text('awaited')}
          </p>
          <p className="mb-3 text-text-2">{text('awaitedText')}</p>
          <FactsList
            ruled
            facts={[
              { label: text('amount'), value: <MoneyText amount={transfer.claimedFen} />, strong: true },
              { label: text('remark'), value: formatCode(attempt?.outTradeNo ?? '') },
              { label: text('submitted'), value: words.moment(transfer.submittedAt) },
              { label: text('voucherSent'), value: <VoucherLink voucher={transfer.voucher} /> },
              {
                label: text('answer'),
                value: <DueText due={transfer.dueAt} now={now} locale={words.locale} />,
              },
            ]}
          />
          <div className="mt-5">
            <ButtonLink href={`/orders/${order.id}`}>{pay('viewOrder')}</ButtonLink>
          </div>
        </Card>
      </PaymentWatch>
    </div>
  )
}
