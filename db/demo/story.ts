import type { orders, orderVerbs } from '@/db/schema/order'
import { orderLife, type OrderStatus } from '@/lib/billing/order/order.rules'
import type { Policy } from '@/lib/billing/policy/policy.rules'
import type { Books } from './books'
import type { Dice } from './dice'
import type { Plan } from './plan'

export type Order = typeof orders.$inferInsert
export type Channel = 'wechatpay' | 'alipay'

/** What every story needs: where it is written, its chance, the rules of its day, and who decides about money. */
export type Teller = {
  books: Books
  dice: Dice
  policy: Policy
  finance: { maker: string; checker: string }
}
export type Story = Teller & { plan: Plan; order: Order; buyer: string }

/** A line of the order's own history. */
export function note(
  { books, dice, order }: Pick<Story, 'books' | 'dice' | 'order'>,
  verb: (typeof orderVerbs)[number],
  at: Date,
  by: { userId?: string; channel?: Channel | 'corporate' },
): void {
  const status: OrderStatus = verb === 'place' ? 'pending-payment' : orderLife.verbs[verb].to
  const { accountId, id: orderId } = order
  books.events.push({ id: dice.idAt(at), accountId, orderId, verb, status, at, recordedAt: at, ...by })
}

/** What the command that did it would have left in the audit log. */
export function audit(
  { books, order, buyer }: Pick<Story, 'books' | 'order' | 'buyer'>,
  command: string,
  at: Date,
  detail: Record<string, string | number | boolean | null>,
  {
    byBuyer = false,
    staffId = null,
    subjectId = order.id,
    account = true,
  }: { byBuyer?: boolean; staffId?: string | null; subjectId?: string; account?: boolean } = {},
): void {
  books.audit.push({
    command,
    actorKind: byBuyer ? 'member' : staffId ? 'staff' : 'system',
    userId: byBuyer ? buyer : staffId,
    accountId: account ? order.accountId : null,
    subjectId,
    detail,
    at,
    recordedAt: at,
  })
}
