import { addDays, addHours, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { parseYuan, type Money } from '@/lib/kernel/money'
import type { Prepaid } from './place-story'

/** How far a transfer has come. `chosen`: its remark was shown, and no voucher was submitted yet. */
export type TransferEnd = 'chosen' | 'awaiting' | 'checking' | 'rejected' | 'part' | 'paid' | 'over'

export type TransferPlan = {
  key: string
  what: 'auth' | 'sms' | 'balance'
  /** Thousands of a package, or the yuan of a top-up. */
  quantity: number
  placedAt: Date
  submittedAt: Date
  end: TransferEnd
  /** Where the bank shows something else than what was due. */
  received?: Money
  /** Where somebody else than the account has paid. */
  payer?: string
}

/** Balance or cards, paid at a gateway. */
export type PrepaidPlan = { key: string; ordered: Prepaid; channel: 'wechatpay' | 'alipay'; paidAt: Date }

const DAY = 24

/** Every bank transfer of the demo: a queue with one overdue, and one of each ending. */
export function planTransfers(now: Date, wallet: boolean): TransferPlan[] {
  const waits = waitingSince(now)
  const ended = endedOn(dayOf(now))
  const plans = [
    waits('chengming', 'auth', 630, 50.2),
    waits('acme', 'auth', 800, 20.6, { payer: '杭州云杉科技有限公司滨江分公司' }),
    waits('globex', 'auth', 500, 18.9),
    waits('yuanshan', 'sms', 200, 17.7),
    waits('globex', 'auth', 1000, 4.1, { end: 'checking' }),
    waits('ludao', 'sms', 300, 1.2),
    // Asked for six days ago: the reminder of its last day is due.
    waits('acme', 'sms', 300, 6.2 * DAY, { end: 'chosen', placedAt: addHours(now, -6.3 * DAY) }),
    ended('acme', 'sms', 100, 2, 'rejected'),
    ended('yuanshan', 'auth', 200, 1, 'part', { received: parseYuan('9990.00') }),
    ended('acme', 'auth', 600, 12, 'paid'),
    ended('globex', 'auth', 840, 20, 'paid'),
    ended('chengming', 'sms', 500, 33, wallet ? 'over' : 'paid', {
      ...(wallet ? { received: parseYuan('21100.00') } : {}),
    }),
    ended('acme', 'balance', 20_000, 9, 'paid'),
  ]
  return plans.filter(({ what }) => wallet || what !== 'balance')
}

type More = Partial<TransferPlan>

/** Hours before now, so that the queue shows the same times whenever the demo is made. */
function waitingSince(now: Date) {
  return (key: string, what: TransferPlan['what'], quantity: number, hours: number, more: More = {}) => ({
    key,
    what,
    quantity,
    placedAt: addHours(now, -hours - 16.4),
    submittedAt: addHours(now, -hours),
    end: 'awaiting' as TransferEnd,
    ...more,
  })
}

/** Days before today, in office hours. */
function endedOn(today: Day) {
  return (
    key: string,
    what: TransferPlan['what'],
    quantity: number,
    days: number,
    end: TransferEnd,
    more: More = {},
  ) => {
    const morning = addHours(startOfDay(addDays(today, -days)), 9.3)
    return { key, what, quantity, placedAt: morning, submittedAt: addHours(morning, 1.7), end, ...more }
  }
}

/** Balance that was recharged and cards that were bought at the gateways, for policies with a wallet. */
export function planPrepaid(now: Date): PrepaidPlan[] {
  const ago = (days: number, hour: number) => addHours(startOfDay(addDays(dayOf(now), -days)), hour)
  return [
    { key: 'acme', ordered: { yuan: '5000.00' }, channel: 'wechatpay', paidAt: ago(41, 10.6) },
    { key: 'globex', ordered: { yuan: '1000.00' }, channel: 'alipay', paidAt: ago(17, 15.2) },
    { key: 'acme', ordered: { yuan: '2000.00' }, channel: 'alipay', paidAt: ago(12, 9.9) },
    { key: 'li.lei', ordered: { yuan: '300.00' }, channel: 'wechatpay', paidAt: ago(3, 20.4) },
    { key: 'acme', ordered: { cards: 2 }, channel: 'wechatpay', paidAt: ago(27, 11.3) },
    { key: 'acme', ordered: { cards: 1 }, channel: 'alipay', paidAt: ago(5, 14.8) },
    { key: 'li.lei', ordered: { cards: 1 }, channel: 'alipay', paidAt: ago(8, 19.6) },
  ]
}
