import 'server-only'
import { eq } from 'drizzle-orm'
import { asOwner, type OwnerTx } from '@/db/owner'
import { users } from '@/db/schema/account'
import { plantBase } from '@/db/seed-base'
import { presets } from '@/lib/billing/policy/policy.rules'
import { env } from '@/lib/env'
import { addSeconds, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { parseYuan } from '@/lib/kernel/money'
import { addMonths, periodOf } from '@/lib/kernel/period'
import { emptyBooks, writeBooks, type Books } from './books'
import { plantCatalog } from './catalog'
import { diceOf, type Dice } from './dice'
import { channelTradeNo, paidNotice, type Told } from './notice'
import { MARKER, plantPeople } from './people'
import { planOrders } from './plan'
import { tellOrder } from './tell-order'
import { suspend } from './tell-payment'
import { drawDown } from './draw-down'

const CLOSED_MONTHS = 6
/** In the middle of the history, so that both prices are seen. */
const MONTHS_AT_PRESENT_PRICE = 3
const SEED = 20_260_401

/** Everything a demo shows: people, a catalog, six closed months of orders and the current one. Once per database. */
export async function seedDemo(): Promise<void> {
  await asOwner(async (tx, now) => {
    await plantBase(tx)
    const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, MARKER))
    if (!known) await plantDemo(tx, now)
  })
}

async function plantDemo(tx: OwnerTx, now: Date): Promise<void> {
  const dice = diceOf(SEED)
  const month = periodOf(now)
  const firstOf = (monthsAgo: number) => `${addMonths(month, -monthsAgo)}-01` as Day
  const historyFrom = firstOf(CLOSED_MONTHS)
  const catalog = await plantCatalog(tx, firstOf(MONTHS_AT_PRESENT_PRICE))
  const cast = await plantPeople(tx, { dice, historyFrom, now, dbMakerId: catalog.dbMakerId })
  const books = emptyBooks()
  const teller = { books, dice, policy: presets[env.POLICY_PRESET] }
  for (const plan of planOrders(cast, catalog, dice, historyFrom, now)) tellOrder(teller, plan)
  receiveUnknown(books, dice, now)
  drawDown(books.packages, now)
  await writeBooks(tx, books, dice)
}

/** A truly signed payment for a number that this product never gave out. */
function receiveUnknown(books: Books, dice: Dice, now: Date): void {
  const yesterdayMorning = addSeconds(startOfDay(dayOf(now)), -13 * 3_600 - 1_260)
  const told: Told = {
    channel: 'alipay',
    outTradeNo: `SHOP${dice.digits(16)}`,
    channelTradeNo: channelTradeNo(dice, 'alipay', yesterdayMorning),
    amountFen: parseYuan('1280.00'),
    at: yesterdayMorning,
  }
  const notice = paidNotice(dice, told, 'suspense')
  books.notices.push(notice)
  suspend(books, dice, told, notice.id, 'unknown-number', null)
}
