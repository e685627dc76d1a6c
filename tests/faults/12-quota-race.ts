import { staffActor, type StaffActor } from '@/lib/auth/actor'
import type { StaffRole } from '@/lib/auth/permissions'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { expectEqual, type Fault, type World } from './fault'
import { CHANNELS } from './gateways'
import { InvoiceDesk, type People } from './invoice-desk'
import { until } from './until'

const WORKERS = 8
/** Few, so that everybody is after the same rows. */
const DOCUMENTS = 12
/** How often the whole is looked at while it goes on. */
const LOOK_EVERY = 500

/** Random operations on what may be invoiced, from eight workers at once: a yuan is never invoiced twice. */
export const quotaRace: Fault = {
  title: 'random operations on invoiceables from 8 workers: never over-invoiced',
  async run(world) {
    const people = {
      customer: await world.shop.actor(),
      reviewer: await staff(world, 'reviewer@billing.example'),
      finance: await staff(world, 'finance@billing.example'),
    }
    await Promise.all(Array.from({ length: DOCUMENTS }, (_each, at) => payOne(world, at)))
    const counts = new Map<string, number>()
    let left = world.operations
    const work = async (number: number) => {
      const desk = new InvoiceDesk(world.shop, people, world.chance.ofItsOwn(number))
      while (left > 0) {
        const outcome = await desk.act().catch((error: unknown) => {
          // An expected "no" is an outcome; anything else is a fault of the product.
          if (error instanceof Refusal) return `refused: ${error.code}`
          throw error
        })
        if (outcome === null) continue
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
        if (left-- % LOOK_EVERY === 0) await look(world, people)
      }
    }
    await Promise.all(Array.from({ length: WORKERS }, (_each, number) => work(number)))
    await look(world, people)
    for (const verb of [
      'apply',
      'issue',
      'correct',
      'reverse',
      'ask-refund',
      'decline-refund',
      'console-refund',
    ])
      if ((counts.get(verb) ?? 0) === 0 && world.operations >= LOOK_EVERY)
        throw new Error(`nobody managed to ${verb}: the race raced nothing`)
    const told = [...counts].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${what} ${count}`)
    process.stdout.write(`   ${told.join(', ')}\n`)
  },
}

async function payOne({ shop, gateways }: World, at: number): Promise<void> {
  const orderId = await shop.order(100)
  await gateways.pay(await shop.start(orderId, CHANNELS[at % 2] ?? 'alipay'))
  await until('a paid order', async () => (await shop.effect(orderId)).order === 'paid')
}

/** What invoices name and applications have reserved, against what was paid for it: never more, at any moment. */
async function look({ shop }: World, { customer }: People): Promise<void> {
  const [sums] = await shop.sql<{ named: string; paid: string; over: string }[]>`
    select
      (select coalesce(sum(amount_fen - reversed_fen), 0) from invoices
        where account_id = ${customer.accountId} and colour = 'blue' and status = 'issued')::text as named,
      (select coalesce(sum(amount_fen), 0) from orders
        where account_id = ${customer.accountId} and paid_at is not null and invoice_basis = 'payment')::text as paid,
      (select count(*) from invoiceables i join orders o on o.id = i.order_id
        where i.account_id = ${customer.accountId}
          and i.reserved_fen + i.invoiced_fen + i.held_fen > o.amount_fen)::text as over`
  expectEqual('documents with more invoiced than was paid', sums?.over, '0')
  if (BigInt(sums?.named ?? 0) > BigInt(sums?.paid ?? 0))
    throw new Error(`invoices name ${sums?.named ?? ''} fen of ${sums?.paid ?? ''} paid`)
}

async function staff({ shop }: World, email: string): Promise<StaffActor> {
  const [row] = await shop.sql<{ userId: string; roles: StaffRole[] }[]>`
    select u.id as "userId", array_to_json(s.roles) as roles
    from users u join staff s on s.user_id = u.id where u.email = ${email}`
  if (!row) throw new Error(`${email} is not among the demo's people`)
  return staffActor({ ...row, email, sessionId: newId(), name: email, locale: 'en', sellerId: null })
}
