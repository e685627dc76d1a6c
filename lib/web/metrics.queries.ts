import 'server-only'
import { sql } from 'drizzle-orm'
import { SYSTEM } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'

type Figure = {
  readonly name: string
  readonly help: string
  readonly labels?: Readonly<Record<string, string>>
  /** One number. Each walks an index of what is unfinished, so that history costs nothing. */
  readonly question: string
}

const orders = { name: 'billing_orders', help: 'Orders that wait for somebody' }
const refunds = { name: 'billing_refunds', help: 'Refunds that are not over' }
const refundsIn = (status: string) => ({
  ...refunds,
  labels: { status },
  question: `select count(*) from refunds where status = '${status}'`,
})

/** What somebody who is woken at night wants to know of the business. */
const figures: readonly Figure[] = [
  {
    ...orders,
    labels: { status: 'pending-payment' },
    question: `select count(*) from orders where status = 'pending-payment'`,
  },
  {
    ...orders,
    labels: { status: 'awaiting-confirmation' },
    question: `select count(*) from transfers where status in ('awaiting', 'checking')`,
  },
  {
    name: 'billing_transfers_overdue',
    help: 'Vouchers that finance should have decided on by now',
    question: `select count(*) from transfers where status in ('awaiting', 'checking') and due_at < business_now()`,
  },
  {
    name: 'billing_attempts_open',
    help: 'Attempts at paying that may still be paid',
    question: `select count(*) from payments where status = 'open'`,
  },
  {
    name: 'billing_attempts_unasked',
    help: 'Attempts whose gateway should have been asked five minutes ago',
    question: `select count(*) from payments where next_query_at < now() - interval '5 minutes'`,
  },
  {
    name: 'billing_notices_unapplied',
    help: 'Notices stored and not applied',
    question: `select count(*) from payment_notices where applied_at is null`,
  },
  {
    name: 'billing_notices_unapplied_oldest_seconds',
    help: 'How long the oldest of them has waited',
    question: `select coalesce(extract(epoch from now() - min(received_at)), 0) from payment_notices where applied_at is null`,
  },
  {
    name: 'billing_suspense',
    help: 'Payments in suspense that are not decided',
    question: `select count(*) from suspense where status in ('open', 'assigning', 'refunding')`,
  },
  ...['requested', 'approved', 'processing', 'abnormal'].map(refundsIn),
  {
    name: 'billing_outbox',
    help: 'Work committed and not yet handed to the queue',
    question: `select count(*) from outbox`,
  },
  {
    name: 'billing_outbox_oldest_seconds',
    help: 'How long the oldest of it has waited',
    question: `select coalesce(extract(epoch from now() - min(recorded_at)), 0) from outbox`,
  },
]

const columns = figures.map(({ question }, at) => `(${question})::float8 as figure_${at}`)

/** All of them in one statement. */
export async function listFigures(): Promise<(Figure & { readonly value: number })[]> {
  const [row] = await read(SYSTEM, (tx) =>
    tx.execute<Record<string, number>>(sql.raw(`select ${columns.join(', ')}`)),
  )
  return figures.map((figure, at) => ({ ...figure, value: row?.[`figure_${at}`] ?? 0 }))
}
