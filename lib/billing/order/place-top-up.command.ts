import 'server-only'
import { loadAgreement } from '@/lib/billing/catalog/catalog.load'
import { PRIVACY_AGREEMENT, TOP_UP_PRODUCT } from '@/lib/billing/catalog/catalog.rules'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { formatYuan, parseYuan } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { amountOf, amountProblem, limitsInWords } from '@/lib/kernel/typed-amount'
import { findPlaced, insertOrder } from './insert-order.step'
import { topUpInput } from './order.input'
import type { OrderContent } from './order.rules'

/**
 * Orders a balance top-up of an amount within the limits of the policy. Pressing twice orders once. Money that is not
 * yet spent is never invoiceable.
 */
export const placeTopUp = command({
  name: 'order.place-top-up',
  by: 'orders.place',
  input: topUpInput(),
  async run({ tx, actor, now }, input) {
    if (!actor.emailVerified) throw new Refusal('email.not-verified')
    const amountFen = amountOf(input.amount)
    const content: OrderContent = {
      accountId: actor.accountId,
      productCode: TOP_UP_PRODUCT,
      quantity: 1,
      unitPriceFen: amountFen,
      agreementVersion: Number(input.agreementVersion),
    }
    const [placed, policy, agreement] = await Promise.all([
      findPlaced(tx, input.orderId, content),
      loadPolicy(tx, now),
      loadAgreement(tx, PRIVACY_AGREEMENT, now),
    ])
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
