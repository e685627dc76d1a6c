import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import type { Catalog, DemoProduct } from './catalog'
import type { Dice } from './dice'
import type { Cast, DemoAccount } from './people'

/** How the story of an order ends. `short-paid`: an amount that is not the order's arrived, and finance has to decide. */
export type Ending =
  | 'paid'
  | 'paid-late'
  | 'paid-twice'
  | 'paid-after-cancel'
  | 'cancelled'
  | 'expired'
  | 'short-paid'
  | 'pending'
  | 'refunded'
  | 'refunded-part'
  | 'refund-waiting'
  | 'refund-abnormal'

export type Plan = {
  account: DemoAccount
  product: DemoProduct
  thousands: number
  placedAt: Date
  ending: Ending
}

const HOUR = 3_600_000
const MINUTE = 60_000

/** How many orders each account has placed since the history began, and how many in a hundred were for SMS. */
const appetites = [
  { key: 'acme', orders: 72, sms: 40, thousands: [100, 200, 200, 300, 500, 800] },
  { key: 'globex', orders: 45, sms: 55, thousands: [100, 200, 500, 1000] },
  { key: 'li.lei', orders: 11, sms: 30, thousands: [5, 10, 20, 100] },
  { key: 'chengming', orders: 43, sms: 35, thousands: [100, 100, 200, 500] },
  { key: 'yuanshan', orders: 36, sms: 20, thousands: [100, 200, 300] },
  { key: 'ludao', orders: 29, sms: 70, thousands: [50, 100, 200] },
] as const

/** Every order of the demo, oldest first. */
export function planOrders(cast: Cast, catalog: Catalog, dice: Dice, historyFrom: Day, now: Date): Plan[] {
  const regular = appetites.flatMap(({ key, orders, sms, thousands }) => {
    const account = accountOf(cast, key)
    return spread(dice, historyFrom, now, orders).map((placedAt, position) => ({
      account,
      product: dice.luck(sms) ? catalog.sms : catalog.auth,
      thousands: dice.pick<number>(thousands),
      placedAt,
      ending: endingOf(position, placedAt, now),
    }))
  })
  const plans = [...regular, ...particularOrders(cast, catalog, now)]
  return plans.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
}

/** What chance would not bring: packages that have run out, money in suspense or on its way back, orders still to be paid. */
function particularOrders(cast: Cast, { auth, sms }: Catalog, now: Date): Plan[] {
  const acme = accountOf(cast, 'acme')
  const globex = accountOf(cast, 'globex')
  const today = dayOf(now)
  const daysAgo = (days: number, hour: number) =>
    new Date(startOfDay(addDays(today, -days)).getTime() + hour * HOUR)
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * MINUTE)
  return [
    { account: acme, product: sms, thousands: 100, placedAt: daysAgo(401, 10.4), ending: 'paid' },
    { account: acme, product: sms, thousands: 200, placedAt: daysAgo(353, 15.2), ending: 'paid' },
    { account: globex, product: auth, thousands: 200, placedAt: minutesAgo(151), ending: 'short-paid' },
    { account: acme, product: sms, thousands: 100, placedAt: daysAgo(64, 9.6), ending: 'refunded' },
    { account: acme, product: auth, thousands: 200, placedAt: daysAgo(38, 14.1), ending: 'refunded-part' },
    {
      account: globex,
      product: sms,
      thousands: 100,
      placedAt: daysAgo(17, 10.2),
      ending: 'paid-after-cancel',
    },
    { account: acme, product: sms, thousands: 200, placedAt: daysAgo(9, 16.3), ending: 'paid-twice' },
    { account: globex, product: auth, thousands: 100, placedAt: daysAgo(6, 11.7), ending: 'refund-abnormal' },
    { account: acme, product: auth, thousands: 100, placedAt: daysAgo(2, 9.9), ending: 'refund-waiting' },
    { account: acme, product: auth, thousands: 100, placedAt: minutesAgo(34), ending: 'pending' },
    { account: globex, product: sms, thousands: 200, placedAt: minutesAgo(207), ending: 'pending' },
    { account: acme, product: auth, thousands: 500, placedAt: minutesAgo(96), ending: 'paid' },
    { account: globex, product: sms, thousands: 100, placedAt: minutesAgo(61), ending: 'paid' },
  ]
}

/** Moments spread evenly from the first day to yesterday, each within office hours. */
function spread(dice: Dice, from: Day, now: Date, count: number): Date[] {
  const start = startOfDay(from).getTime()
  const end = startOfDay(dayOf(now)).getTime()
  return Array.from({ length: count }, (_, position) => {
    const share = (position + dice.roll(80) / 100) / count
    const morning = startOfDay(dayOf(new Date(start + share * (end - start)))).getTime()
    return new Date(morning + 9 * HOUR + dice.roll(10 * 60) * MINUTE + dice.roll(60) * 1000)
  })
}

function endingOf(position: number, placedAt: Date, now: Date): Ending {
  if (position % 11 === 4) return 'cancelled'
  // Whether it expired is known a day after it was placed.
  if (position % 13 === 8 && now.getTime() - placedAt.getTime() > 48 * HOUR) return 'expired'
  return position === 20 ? 'paid-late' : 'paid'
}

function accountOf(cast: Cast, key: string): DemoAccount {
  const account = cast.accounts.get(key)
  if (!account) throw new Error(`the demo knows no account ${key}`)
  return account
}
