import { createHash, randomUUID } from 'node:crypto'
import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { storeFile } from '@/lib/billing/file/store-file.command'
import { openCorporatePayment } from '@/lib/billing/payment/open-corporate-payment.command'
import { adoptPolicy } from '@/lib/billing/policy/adopt-policy.command'
import { presets } from '@/lib/billing/policy/policy.rules'
import { confirmTransfer } from '@/lib/billing/settlement/confirm-transfer.command'
import { submitVoucher } from '@/lib/billing/settlement/submit-voucher.command'
import { SYSTEM } from '@/lib/auth/actor'
import { dayOf } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { newOrder, owner } from './database'

/** A voucher that was uploaded and not yet submitted. The same `content` is the same slip. */
export async function newVoucher(customer: MemberActor, content: string = randomUUID()): Promise<string> {
  const bytes = Buffer.from(content)
  const { fileId } = await storeFile(customer, {
    fileId: randomUUID(),
    purpose: 'voucher',
    name: 'slip.png',
    type: 'image/png',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    content: bytes,
  })
  return fileId
}

/** Chooses a bank transfer for an order; returns its remittance remark. */
export async function chooseTransfer(customer: MemberActor, orderId: string): Promise<string> {
  return (await openCorporatePayment(customer, { attemptId: newId(), orderId })).remark
}

/** Submits a fresh voucher for an order that is to be paid by transfer. */
export async function submitFor(customer: MemberActor, orderId: string): Promise<string> {
  const fileId = await newVoucher(customer)
  return (await submitVoucher(customer, { transferId: newId(), orderId, fileId })).transferId
}

/** An order of so many thousands at 50.00, with a voucher that finance has not looked at. */
export async function newTransfer(
  customer: MemberActor,
  thousands = '100',
): Promise<{ orderId: string; transferId: string; remark: string }> {
  const orderId = await newOrder(customer, thousands)
  const remark = await chooseTransfer(customer, orderId)
  return { orderId, remark, transferId: await submitFor(customer, orderId) }
}

/** What the first person reads at the bank. */
export function bankForm(transferId: string, changes: Record<string, string> = {}): Record<string, string> {
  return {
    transferId,
    seen: '',
    receivedAmount: '5000.00',
    receivedOn: dayOf(new Date()),
    payerName: '杭州云杉科技有限公司',
    payerAccount: '571900123410901',
    bankReference: randomUUID(),
    remark: '',
    ...changes,
  }
}

export async function confirm(
  staff: StaffActor,
  transferId: string,
  receivedAmount: string,
  changes: Record<string, string> = {},
) {
  return confirmTransfer(staff, bankForm(transferId, { receivedAmount, ...changes }))
}

/** The version of a transfer that a page would carry. */
export async function seenNow(transferId: string): Promise<string> {
  const [row] = await owner<
    { at: Date | null }[]
  >`select confirmed_at as at from transfers where id = ${transferId}`
  return row?.at?.toISOString() ?? ''
}

export async function orderRow(orderId: string): Promise<{ status: string; held: string }> {
  const [row] = await owner<{ status: string; held: string }[]>`
    select status, held_fen::text as held from orders where id = ${orderId}`
  if (!row) throw new Error('no such order')
  return row
}

/** What the ledger says of an order: kind and amount of each fund transaction, as it was written. */
export async function fundsOf(orderId: string): Promise<string[]> {
  const rows = await owner<{ kind: string; amount: string }[]>`
    select kind, amount_fen::text as amount from ledger_transactions where order_id = ${orderId} order by recorded_at, id`
  return rows.map(({ kind, amount }) => `${kind} ${amount}`)
}

export async function cashOf(accountId: string): Promise<string> {
  const [row] = await owner<{ balance: string }[]>`
    select balance_fen::text as balance from ledger_accounts where account_id = ${accountId} and ledger = 'cash'`
  return row?.balance ?? 'none'
}

/** The kinds of mail that were staged for a transfer or an order. */
export async function mailsFor(id: string): Promise<string[]> {
  const rows = await owner<{ kind: string }[]>`
    select payload->>'kind' as kind from outbox
    where payload->>'transferId' = ${id} or payload->>'orderId' = ${id} order by id`
  return rows.map(({ kind }) => kind)
}

/** Does something under another policy, and puts the standard one in force again. */
export async function under<T>(preset: keyof typeof presets, work: () => Promise<T>): Promise<T> {
  await adoptPolicy(SYSTEM, { policy: presets[preset] })
  try {
    return await work()
  } finally {
    await adoptPolicy(SYSTEM, { policy: presets.standard })
  }
}
