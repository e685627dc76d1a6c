import { orderLife, type OrderStatus } from '@/lib/billing/order/order.rules'
import { Refusal } from '@/lib/kernel/refusal'

/**
 * Whether money can be put towards an order. While a voucher is being checked its transfer decides first, since it may
 * be this very money. Throws `suspense.order-not-payable` or `suspense.transfer-first`.
 */
export function checkAssignable({ status }: { status: OrderStatus }): void {
  if (!orderLife.can('settle', status)) throw new Refusal('suspense.order-not-payable')
  if (status === 'awaiting-confirmation') throw new Refusal('suspense.transfer-first')
}
