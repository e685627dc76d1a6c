import { ButtonLink } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import type { MemberActor } from '@/lib/auth/actor'
import { listPackageFamilies } from '@/lib/billing/catalog/catalog.queries'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { getTranslations } from '@/lib/web/translations'
import { buyAgainAddress } from '../../buy-again'

/** An order that cannot be paid here any more: why, and the way on. */
export async function PaymentOver({ actor, order }: { actor: MemberActor; order: OrderView }) {
  const [pay, orders] = await Promise.all([getTranslations('pay'), getTranslations('orders')])
  const reason = reasonOf(order)
  const families = await listPackageFamilies(actor)
  const { wallet } = await getPolicy(actor)
  const again = reason === 'awaiting-confirmation' ? null : buyAgainAddress({ families, wallet }, order)
  return (
    <div className="max-w-[560px]">
      <Note tone="idle" title={pay(`over.${reason}`)}>
        {pay(`over.${reason}Text`)}
      </Note>
      <div className="mt-5 flex gap-2">
        {again ? (
          <ButtonLink variant="primary" href={again}>
            {orders('buyAgain')}
          </ButtonLink>
        ) : null}
        <ButtonLink href={`/orders/${order.id}`}>{pay('viewOrder')}</ButtonLink>
      </div>
    </div>
  )
}

/** An order whose time is over counts as expired here, also before the sweep has written it. */
function reasonOf({ status }: OrderView): 'cancelled' | 'awaiting-confirmation' | 'expired' {
  return status === 'cancelled' || status === 'awaiting-confirmation' ? status : 'expired'
}
