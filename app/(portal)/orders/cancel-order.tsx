import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/dialog'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { cancelOrderAction } from './actions'
import { orderWords } from './order-words'

/** The name in the address by which the order page asks for confirmation itself, for browsers without script. */
export const CANCEL_PARAM = 'cancel'

/** Opens a dialog that asks once more; without script the order page asks. */
export async function CancelOrder({ order }: { order: OrderView }) {
  const text = await getTranslations('order')
  return (
    <ConfirmDialog
      action={`/orders/${order.id}`}
      param={CANCEL_PARAM}
      label={text('cancel')}
      title={text('cancelTitle', { number: order.number })}
      keepLabel={text('keep')}
    >
      <CancelForm order={order} />
    </ConfirmDialog>
  )
}

/** The same question as a part of the page. */
export async function CancelConfirmation({ order }: { order: OrderView }) {
  const text = await getTranslations('order')
  return (
    <div className="mb-7 max-w-[440px]">
      <Card title={text('cancelTitle', { number: order.number })} large>
        <CancelForm order={order} />
        <div className="mt-3">
          <ButtonLink href={`/orders/${order.id}`} size={36} block>
            {text('keep')}
          </ButtonLink>
        </div>
      </Card>
    </div>
  )
}

async function CancelForm({ order }: { order: OrderView }) {
  const [text, site, words] = await Promise.all([
    getTranslations('order'),
    getTranslations('site'),
    orderWords(),
  ])
  return (
    <ActionForm action={cancelOrderAction} summaryTitle={site('summary')}>
      <input type="hidden" name="orderId" value={order.id} />
      <p className="mb-4 text-text-2">
        {text('cancelText', { product: words.productText(order), amount: formatMoney(order.amountFen) })}
      </p>
      <SubmitButton variant="danger" size={36} block>
        {text('cancel')}
      </SubmitButton>
    </ActionForm>
  )
}
