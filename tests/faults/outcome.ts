import { isDeepStrictEqual } from 'node:util'
import { expectEqual, type World } from './fault'
import { NOTHING, PAID_ONCE, type Effect } from './records'
import { until } from './until'

/** A mail that was with a worker when that was killed is taken up again after a minute or two. */
const HEALING_MS = 4 * 60_000
const SHOWN = 5

/**
 * Waits until every payment that a gateway took has had its whole effect once: one pays the order, and what is more,
 * or comes for a cancelled order, is given back. Throws with the first differences.
 */
export async function untilEachOnce(world: World, orderIds: readonly string[]): Promise<void> {
  const { gateways, shop, mail } = world
  let differences: string[] = []
  const none = async () => {
    await shop.askAgainNow()
    const [paid, numbers, effects, paidBy, transferred] = await Promise.all([
      gateways.paid(),
      shop.numbersOf(orderIds),
      shop.effects(orderIds),
      shop.paidBy(orderIds),
      shop.transferred(orderIds),
    ])
    differences = orderIds.flatMap((orderId) => {
      const times = (numbers.get(orderId) ?? []).filter((number) => paid.has(number)).length
      const found = effects.get(orderId)
      const byBank = transferred.has(orderId) && paidBy.get(orderId) === 'corporate'
      const expected = found && effectOf(times, byBank, found.order)
      if (expected && isDeepStrictEqual(found, expected)) return []
      return [
        `${orderId}, paid ${times} times${byBank ? ' and by bank' : ''}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`,
      ]
    })
    return differences.length === 0
  }
  await until('', none, { limitMs: HEALING_MS, pauseMs: 1_000 }).catch(() => {
    throw new Error(
      `${differences.length} of ${orderIds.length} orders:\n${differences.slice(0, SHOWN).join('\n')}`,
    )
  })
  await expectGivenBack(world, orderIds)
  const owed = [...(await shop.effects(orderIds))].filter(([, { mails }]) => mails === 1)
  const missing = owed.filter(([orderId]) => !mail.taken.has(`order-paid:${orderId}`))
  if (missing.length > 0) throw new Error(`${missing.length} mails are noted as sent and never arrived`)
}

/** What the product has noted as given back was given back by the gateway, once and whole, and nothing else was. */
export async function expectGivenBack(world: World, orderIds: readonly string[]): Promise<void> {
  const { gateways, shop } = world
  const [refunds, noted] = [await gateways.refunds(), await shop.givenBack(orderIds)]
  const numbers = new Set([...(await shop.numbersOf(orderIds)).values()].flat())
  const made = refunds
    .filter(({ outTradeNo, status }) => numbers.has(outTradeNo) && status.endsWith('SUCCESS'))
    .map(({ outTradeNo, refundNo, fen }) => `${outTradeNo} ${refundNo} ${fen}`)
  expectEqual('given back', made.sort(), noted.sort())
}

function effectOf(times: number, byBank: boolean, order: string): Effect {
  if (order === 'cancelled') return { ...NOTHING, order, suspense: times, refunded: times }
  if (times === 0 && !byBank) return { ...NOTHING, order: 'pending-payment' }
  const spare = byBank ? times : times - 1
  return { ...PAID_ONCE, suspense: spare, refunded: spare }
}
