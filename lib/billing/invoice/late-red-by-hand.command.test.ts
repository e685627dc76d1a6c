import { afterEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '@/lib/billing/settlement/verify-books.job'
import { approved, auditOf, boundReviewer, newSeller, red, sellerOf, wish } from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { correctionOf, formsOf, newInvoiced, quotaOf, statusOf } from '@/tests/support/issued-invoices'
import { listApplicationQueue } from './application-queue.queries'
import { giveUpCorrection } from './give-up-correction.command'
import { recordRedForm } from './record-red-form.command'
import { recordRedInvoice } from './record-red-invoice.command'
import { requestCorrection } from './request-correction.command'
import { listStrayReds } from './stray-red.queries'

/** A correction by hand that was given up while its form waited at the tax bureau. */
async function givenUp(changes: Record<string, unknown> = {}) {
  const invoiced = await newInvoiced()
  const { correctionId, formId } = await approved(invoiced, changes)
  await recordRedForm(invoiced.reviewer, { formId, state: '02' })
  await giveUpCorrection(invoiced.reviewer, { correctionId })
  return { ...invoiced, correctionId, formId }
}

afterEach(async () => expect((await verifyBooks()).differences).toEqual([]))

describe('a red invoice by hand that comes after its correction was given up', () => {
  test('reverses its invoice and gives the quota back, once of twenty', async () => {
    const { reviewer, formId, correctionId, applicationId, invoiceableId } = await givenUp()
    const found = red(formId)
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => recordRedInvoice(reviewer, found)),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await formsOf(correctionId))[0]).toMatchObject({ red_number: found.number, live: true })
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'done', amount_fen: '500000' })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await listStrayReds(reviewer, applicationId)).toEqual([])
    expect(await auditOf('correction.record-red', applicationId)).toHaveLength(1)
    expect(
      await owner`select from invoice_files f join red_forms r on r.red_invoice_id = f.invoice_id
      where r.id = ${formId}`,
    ).toHaveLength(1)
  })

  test('lowers amount and invoiced together for the other reasons, and of a part alone', async () => {
    const { reviewer, formId, applicationId, invoiceableId } = await givenUp({
      reason: 'allowance',
      amount: '1234.56',
    })
    await recordRedInvoice(reviewer, red(formId))
    expect(await quotaOf(invoiceableId)).toEqual(['376544', '0', '376544', '0'])
    expect(await statusOf(applicationId)).toBe('issued')
  })

  test('waits for a person where another correction is under way, and is recorded once that one is over', async () => {
    const { customer, reviewer, formId, applicationId, invoiceableId } = await givenUp()
    const other = wish(applicationId)
    await requestCorrection(customer, other)
    const found = red(formId)
    await recordRedInvoice(reviewer, found)
    const [stray] = await listStrayReds(reviewer, applicationId)
    expect(stray).toMatchObject({ number: found.number, reason: 'under-correction', amountFen: -500_000n })
    const { rows } = await listApplicationQueue(reviewer)
    expect(rows.find(({ id }) => id === applicationId)).toMatchObject({ stray: true })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    await owner`update corrections set status = 'cancelled' where id = ${other.correctionId}`
    await owner`update invoice_applications set status = 'issued' where id = ${applicationId}`
    await recordRedInvoice(reviewer, found)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await listStrayReds(reviewer, applicationId)).toEqual([])
  })

  test('waits for a person where its invoice is reversed already', async () => {
    const { customer, reviewer, formId, applicationId, invoiceableId, ...rest } = await givenUp()
    const again = await approved({ customer, reviewer, applicationId, invoiceableId, ...rest })
    await recordRedForm(reviewer, { formId: again.formId, state: '01', formNumber: '3'.repeat(20) })
    await recordRedInvoice(reviewer, red(again.formId))
    await recordRedInvoice(reviewer, red(formId))
    expect(await listStrayReds(reviewer, applicationId)).toMatchObject([{ reason: 'blue-gone' }])
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
  })

  test('is refused with a number in use, and by whoever may not decide', async () => {
    const { customer, reviewer, formId, applicationId, invoiceableId } = await givenUp()
    const [blue] =
      await owner`select number from invoices where application_id = ${applicationId} and colour = 'blue'`
    const used = red(formId, { number: String(blue?.['number']) })
    expect(await refusalOf(recordRedInvoice(reviewer, used))).toBe('invoice.number-used')
    const own = await newStaff('reviewer')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${own.userId}, 'viewer')`
    expect(await refusalOf(recordRedInvoice(own, red(formId)))).toBe('staff.own-account')
    expect(await refusalOf(recordRedInvoice(await newStaff('finance'), red(formId)))).toBe('actor.forbidden')
    const elsewhere = await boundReviewer(await newSeller())
    expect(await refusalOf(recordRedInvoice(elsewhere, red(formId)))).toBe('object.not-found')
    expect(await listStrayReds(reviewer, applicationId)).toEqual([])
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
  })

  test('is written down by a seller’s own reviewer too, placed or waiting', async () => {
    const first = await givenUp()
    const bound = await boundReviewer(await sellerOf(first.applicationId))
    await recordRedInvoice(bound, red(first.formId))
    expect(await quotaOf(first.invoiceableId)).toEqual(['500000', '0', '0', '0'])
    const second = await givenUp()
    await requestCorrection(second.customer, wish(second.applicationId))
    await recordRedInvoice(bound, red(second.formId))
    expect(await listStrayReds(bound, second.applicationId)).toHaveLength(1)
  })
})
