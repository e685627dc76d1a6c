import { beforeAll, expect, test } from 'vitest'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { reverse } from '@/tests/support/corrections'
import { owner } from '@/tests/support/database'
import { correctionOf, newInvoiced } from '@/tests/support/issued-invoices'
import { applicationForm, newDocument } from '@/tests/support/invoicing'
import { askRefund, newFinance } from '@/tests/support/refunds'
import { verifyBooks } from './verify-books.job'

const named = async () => (await verifyBooks()).differences

/** An invoice reversed in part, one under correction for a refund, and an application that nobody has decided on. */
const made = { reversed: '', correcting: '', waiting: '', waitingRow: '', heldRow: '', order: '' }

beforeAll(async () => {
  const { first } = await newFinance()
  const reversed = await newInvoiced()
  await askRefund(first, reversed.orderId, '1000')
  const correctionId = String((await correctionOf(reversed.applicationId))['id'])
  await approveCorrection(reversed.reviewer, { correctionId, method: 'red-letter' })
  await reverse(reversed.reviewer, correctionId)
  const correcting = await newInvoiced()
  await askRefund(first, correcting.orderId, '1000')
  const { invoiceableId } = await newDocument(correcting.customer)
  const waiting = await submitApplication(correcting.customer, applicationForm(invoiceableId))
  Object.assign(made, {
    reversed: reversed.applicationId,
    correcting: correcting.applicationId,
    waiting: waiting.applicationId,
    waitingRow: invoiceableId,
    heldRow: correcting.invoiceableId,
    order: reversed.orderId,
  })
})

test('a quota that agrees has nothing named', async () => {
  expect(await named()).toEqual([])
})

/** What is broken, what puts it right again, and what must then be named. */
const breaks: readonly [what: string, spoil: string, mend: string, also?: readonly string[]][] = [
  [
    'reserved is what undecided applications claim',
    `update invoiceables set reserved_fen = reserved_fen - 1 where id = '$waitingRow'`,
    `update invoiceables set reserved_fen = reserved_fen + 1 where id = '$waitingRow'`,
  ],
  [
    'invoiced and held are what issued applications claim and nobody reversed',
    `update invoiceables set invoiced_fen = invoiced_fen - 1 where id = '$heldRow'`,
    `update invoiceables set invoiced_fen = invoiced_fen + 1 where id = '$heldRow'`,
  ],
  [
    'held is what refunds hold',
    `update quota_refunds set held_fen = held_fen + 1 where invoiceable_id = '$heldRow'`,
    `update quota_refunds set held_fen = held_fen - 1 where invoiceable_id = '$heldRow'`,
  ],
  [
    'a claim lives as long as its application',
    `update invoice_claims set live = false where application_id = '$waiting'`,
    `update invoice_claims set live = true where application_id = '$waiting'`,
    ['reserved is what undecided applications claim', 'an application is what it claims less what it nets'],
  ],
  [
    'an application that was issued is its blue invoices',
    `update invoices set amount_fen = amount_fen + 1 where application_id = '$correcting' and colour = 'blue'`,
    `update invoices set amount_fen = amount_fen - 1 where application_id = '$correcting' and colour = 'blue'`,
  ],
  [
    'a blue invoice is reversed by its red ones',
    `update invoices set reversed_fen = reversed_fen + 1 where application_id = '$reversed' and colour = 'blue'`,
    `update invoices set reversed_fen = reversed_fen - 1 where application_id = '$reversed' and colour = 'blue'`,
  ],
  [
    'nothing refunded stays invoiceable',
    `update invoiceables set amount_fen = amount_fen + 1 where order_id = '$order'`,
    `update invoiceables set amount_fen = amount_fen - 1 where order_id = '$order'`,
  ],
  [
    'an application under correction has one that lives',
    `update corrections set status = 'cancelled' where application_id = '$correcting'`,
    `update corrections set status = 'requested' where application_id = '$correcting'`,
  ],
  [
    'a correction that is done is its red invoices and its void paper',
    `update corrections set amount_fen = amount_fen + 1 where application_id = '$reversed'`,
    `update corrections set amount_fen = amount_fen - 1 where application_id = '$reversed'`,
  ],
]

const filled = (statement: string) =>
  statement.replaceAll(/\$(\w+)/g, (_match, name: string) => made[name as keyof typeof made])

test.each(breaks)('%s: what does not is named', async (what, spoil, mend, also = []) => {
  await owner.unsafe(filled(spoil))
  try {
    expect([...new Set((await named()).map((difference) => difference.what))].sort()).toEqual(
      [what, ...also].sort(),
    )
  } finally {
    await owner.unsafe(filled(mend))
  }
  expect(await named()).toEqual([])
})
