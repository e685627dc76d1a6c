import 'server-only'
import { loadAgreement } from '@/lib/billing/catalog/catalog.load'
import { PRIVACY_AGREEMENT, TOP_UP_PRODUCT } from '@/lib/billing/catalog/catalog.rules'
import { loadPolicyNow } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { formatYuan, parseYuan } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { amountOf, amountProblem, limitsInWords } from '@/lib/kernel/typed-amount'
import { insertOrder } from './insert-order.step'
import { topUpInput } from './order.input'
import { placedAlready, type OrderContent } from './order.rules'
import { loadSent } from './to-place.load'

/**
 * Orders a balance top-up of an amount within the limits of the policy. Pressing twice orders once. Money that is not
 * yet spent is never invoiceable.
 */
export const placeTopUp = command({
  name: 'order.place-top-up',
  by: 'orders.place',
  input: topUpInput(),
  first: (tx, { orderId }) =>
    Promise.all([loadSent(tx, orderId), loadPolicyNow(tx), loadAgreement(tx, PRIVACY_AGREEMENT)]),
  async run({ tx, actor, now }, input, [sent, policy, agreement]) {
    if (!actor.emailVerified) throw new Refusal('email.not-verified')
    const amountFen = amountOf(input.amount)
    const content: OrderContent = {
      accountId: actor.accountId,
      productCode: TOP_UP_PRODUCT,
      quantity: 1,
      unitPriceFen: amountFen,
      agreementVersion: Number(input.agreementVersion),
    }
    const placed = placedAlready(sent, content)
    if (placed) return { ...placed, amountFen }
    if (!policy.wallet) throw new Refusal('top-up.off')
    const limits = { least: parseYuan(policy.topUp.least), most: parseYuan(policy.topUp.most) }
    const problem = amountProblem(input.amount, limits)
    if (problem) throw new InvalidInput({ amount: problem }, limitsInWords(limits))
    if (agreement.version !== content.agreementVersion) throw new Refusal('agreement.changed')
    const order = await insertOrder(tx, actor, now, {
      orderId: input.orderId,
      kind: 'top-up',
      content,
      policy,
      invoiceBasis: 'none',
      agreementCode: agreement.code,
    })
    return { ...order, amountFen }
  },
  audit: (_input, { orderId, number, amountFen }) => ({
    subject: orderId,
    detail: { number, amount: formatYuan(amountFen) },
  }),
})
