import 'server-only'
import { eq } from 'drizzle-orm'
import { asOwner, type OwnerTx } from '@/db/owner'
import { users } from '@/db/schema/account'
import { plantBase } from '@/db/seed-base'
import { presets } from '@/lib/billing/policy/policy.rules'
import { env } from '@/lib/env'
import { addSeconds, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { parseYuan, type Money } from '@/lib/kernel/money'
import { addMonths, periodOf } from '@/lib/kernel/period'
import { emptyBooks, writeBooks, type Books } from './books'
import { plantCatalog } from './catalog'
import { diceOf, type Dice } from './dice'
import { channelTradeNo, paidNotice, type Told } from './notice'
import { MARKER, plantPeople, type Cast } from './people'
import { plantInvoicing } from './invoicing'
import { plantKept } from './plant-kept'
import { planOrders } from './plan'
import { plantAuthentications } from './tell-authentications'
import { tellOrder } from './tell-order'
import { plantApplications } from './tell-applications'
import { suspend } from './tell-payment'
import { tellTransfers } from './tell-transfers'
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
  const finance = {
    maker: idOf(cast, 'finance@billing.example'),
    checker: idOf(cast, 'finance2@billing.example'),
  }
  const teller = { books, dice, policy: presets[env.POLICY_PRESET], finance }
  for (const plan of planOrders(cast, catalog, dice, historyFrom, now)) tellOrder(teller, plan)
  const yesterdayMorning = addSeconds(startOfDay(dayOf(now)), -13 * 3_600 - 1_260)
  receiveUnknown(books, dice, yesterdayMorning, parseYuan('1280.00'))
  receiveMisnumbered(books, dice, now, finance.maker)
  await tellTransfers(teller, { cast, catalog, now })
  drawDown(books.packages, now)
  await plantAuthentications(tx, { cast, books, dice, now })
  await writeBooks(tx, books, dice)
  await plantInvoicing(tx)
  await plantKept(tx, now, presets[env.POLICY_PRESET].invoices)
  await plantApplications(tx, dice, now)
}

function idOf(cast: Cast, email: string): string {
  const id = cast.users.get(email)
  if (!id) throw new Error(`the demo knows no ${email}`)
  return id
}

/** A truly signed payment for a number that this product never gave out. */
function receiveUnknown(
  books: Books,
  dice: Dice,
  at: Date,
  amountFen: Money,
): Books['suspense'][number] | undefined {
  const told: Told = {
    channel: 'alipay',
    outTradeNo: `SHOP${dice.digits(16)}`,
    channelTradeNo: channelTradeNo(dice, 'alipay', at),
    amountFen,
    at,
  }
  const notice = paidNotice(dice, told, 'suspense')
  books.notices.push(notice)
  suspend(books, dice, told, notice.id, 'unknown-number', null)
  return books.suspense.at(-1)
}

/** One that fits an order which waits for just this amount: somebody proposed it, and a second person has to agree. */
function receiveMisnumbered(books: Books, dice: Dice, now: Date, proposedBy: string): void {
  const order = books.orders.findLast(
    ({ status, productCode }) => status === 'pending-payment' && productCode === 'sms',
  )
  if (!order) throw new Error('the demo has no order to assign money to')
  const entry = receiveUnknown(books, dice, addSeconds(now, -9_000), order.amountFen)
  if (entry)
    Object.assign(entry, {
      status: 'assigning',
      assignedAccountId: order.accountId,
      assignedOrderId: order.id,
      assignReason: '客户提供了支付宝账单，金额与订单一致',
      proposedBy,
      proposedAt: addSeconds(now, -4_000),
    })
}
