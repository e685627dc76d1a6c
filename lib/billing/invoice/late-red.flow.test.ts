import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { verifyBooks } from '@/lib/billing/settlement/verify-books.job'
import { newId } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import { auditOf, boundReviewer, newSeller, wish } from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { correctionOf, formsOf, freshNumber, quotaOf, statusOf } from '@/tests/support/issued-invoices'
import { wrongFieldsOf } from '@/tests/support/product'
import { begun, form, redInvoice } from '@/tests/support/red-channel'
import { closeStrayRed } from './close-stray-red.command'
import { countApplicationQueue, listApplicationQueue } from './application-queue.queries'
import { giveUpCorrection } from './give-up-correction.command'
import { hintIssuing } from './hint-issuing.command'
import { requestCorrection } from './request-correction.command'
import { listStrayReds } from './stray-red.queries'
import { tellRedForm } from './tell-red-form.command'

const REFUSED = { kind: 'refused', code: 'E1', message: '已开具', requestId: null } as const

/** A correction that was given up here while its form is at the channel still, which would not take it back. */
async function givenUp(changes: Record<string, unknown> = {}) {
  const correction = await begun(changes)
  const { double, correctionId, reviewer } = correction
  await double.sweep(correctionId)
  await giveUpCorrection(reviewer, { correctionId })
  double.withdrawn = REFUSED
  return correction
}

const bookNames = async () => (await verifyBooks()).differences.map(({ what }) => what)

describe('a red invoice that comes after its correction was given up', () => {
  test('is written down and gives the quota back where the invoice was issued in error', async () => {
    const { double, correctionId, applicationId, invoiceableId } = await givenUp()
    const red = redInvoice()
    double.reading = form('04', { red })
    await double.sweep(correctionId)
    expect((await formsOf(correctionId))[0]).toMatchObject({ red_number: red.number, live: true })
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'done', amount_fen: '500000' })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await listStrayReds(await newStaff('reviewer'), applicationId)).toEqual([])
    expect(await owner`select from outbox where payload ->> 'correctionId' = ${correctionId}`).toHaveLength(1)
    expect(await bookNames()).toEqual([])
  })

  test('lowers amount and invoiced together for the other reasons, and of a part alone', async () => {
    const { double, correctionId, applicationId, invoiceableId } = await givenUp({
      reason: 'allowance',
      amount: '1234.56',
    })
    const red = redInvoice({ exclusiveFen: fen(-116_468), taxFen: fen(-6_988) })
    double.reading = form('01', { red })
    await double.sweep(correctionId)
    expect(await quotaOf(invoiceableId)).toEqual(['376544', '0', '376544', '0'])
    expect(await statusOf(applicationId)).toBe('issued')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'done', amount_fen: '123456' })
    expect(await bookNames()).toEqual([])
  })

  test('twenty at once write it down once', async () => {
    const { double, correctionId, applicationId, invoiceableId } = await givenUp()
    const { files: _files, kind: _kind, exclusiveFen, taxFen, ...red } = redInvoice()
    await double.sweep(correctionId)
    const formId = String((await formsOf(correctionId))[0]?.['id'])
    await owner`update red_forms set next_query_at = now() where id = ${formId}`
    const told = {
      ...{ kind: 'form', state: '04', formNumber: null, expiresAt: null, why: null },
      red: { ...red, amountFen: exclusiveFen + taxFen, files: [], missing: null },
    }
    await Promise.all(Array.from({ length: 20 }, () => tellRedForm(SYSTEM, { formId, told })))
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    const audits = await owner`select detail ->> 'standing' as standing from audit_log
      where command = 'correction.tell-form' and subject_id = ${applicationId}`
    expect(audits.filter(({ standing }) => standing === 'late')).toHaveLength(1)
    expect(await bookNames()).toEqual([])
  })

  test('is found at a form that had failed here, once a callback has us look', async () => {
    const { double, correctionId, applicationId } = await begun()
    double.open = REFUSED
    await double.sweep(correctionId)
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
    const requestNo = String((await formsOf(correctionId))[0]?.['request_no'])
    expect(await hintIssuing(SYSTEM, { requestNo })).not.toBeNull()
    double.reading = form('01', { red: redInvoice() })
    await double.sweep(correctionId)
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'done' })
    expect(await bookNames()).toEqual([])
  })
})

/** One whose invoice is under another correction meanwhile, or of another amount. */
async function stray(how: 'under-correction' | 'differs') {
  const correction = await givenUp()
  const { double, correctionId, customer, applicationId } = correction
  if (how === 'under-correction') await requestCorrection(customer, wish(applicationId))
  const red = redInvoice(how === 'differs' ? { taxFen: fen(-28_301) } : {})
  double.reading = form('04', { red })
  await double.sweep(correctionId)
  return { ...correction, red }
}

describe('a red invoice that nothing here can be reversed by', () => {
  test('waits for staff, once, on the application and in the queue with a due time', async () => {
    const before = await countApplicationQueue(await newStaff('reviewer'))
    const { double, correctionId, applicationId, reviewer, red, invoiceableId } = await stray('differs')
    await double.sweep(correctionId)
    const [kept, ...others] = await listStrayReds(reviewer, applicationId)
    expect(kept).toMatchObject({ number: red.number, reason: 'differs', amountFen: -499_999n })
    expect(others).toEqual([])
    const { rows } = await listApplicationQueue(reviewer)
    expect(rows.find(({ id }) => id === applicationId)).toMatchObject({ stray: true, dueAt: kept?.dueAt })
    expect((await countApplicationQueue(reviewer)).count).toBe(before.count + 1)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    expect(await statusOf(applicationId)).toBe('issued')
    expect((await formsOf(correctionId))[0]).toMatchObject({ next_query_at: null, red_number: null })
    expect(await bookNames()).toEqual([])
  })

  test('is closed by a reviewer with a note, once of twenty', async () => {
    const { reviewer, applicationId, correctionId, double, red } = await stray('differs')
    const [kept] = await listStrayReds(reviewer, applicationId)
    const close = { strayId: kept?.id, note: '已在税务局核对并作说明' }
    expect(await wrongFieldsOf(closeStrayRed(reviewer, { ...close, note: ' ' }))).toEqual({
      note: 'stray-note-required',
    })
    expect(await refusalOf(closeStrayRed(await newStaff('finance'), close))).toBe('actor.forbidden')
    const elsewhere = await boundReviewer(await newSeller())
    expect(await refusalOf(closeStrayRed(elsewhere, close))).toBe('object.not-found')
    expect(await refusalOf(closeStrayRed(reviewer, { ...close, strayId: newId() }))).toBe('object.not-found')
    const raced = await Promise.allSettled(Array.from({ length: 20 }, () => closeStrayRed(reviewer, close)))
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refusalOf(closeStrayRed(reviewer, close))).toBe('correction.changed-meanwhile')
    expect(await listStrayReds(reviewer, applicationId)).toEqual([])
    expect(await auditOf('correction.close-stray', applicationId)).toHaveLength(1)
    // Told again it stays closed.
    await owner`update red_forms set next_query_at = now() where correction_id = ${correctionId}`
    double.reading = form('04', { red })
    await double.sweep(correctionId)
    expect(await listStrayReds(reviewer, applicationId)).toEqual([])
  })

  test('nobody closes one of their own account', async () => {
    const { customer, applicationId, reviewer } = await stray('differs')
    const own = await newStaff('reviewer')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${own.userId}, 'viewer')`
    const [kept] = await listStrayReds(reviewer, applicationId)
    expect(await refusalOf(closeStrayRed(own, { strayId: kept?.id, note: 'x' }))).toBe('staff.own-account')
  })

  test('is written down by itself once what stood in its way is over', async () => {
    const { double, correctionId, applicationId, reviewer, invoiceableId } = await stray('under-correction')
    const [kept] = await listStrayReds(reviewer, applicationId)
    expect(kept).toMatchObject({ reason: 'under-correction' })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    await owner`update corrections set status = 'cancelled' where application_id = ${applicationId} and status = 'requested'`
    await owner`update invoice_applications set status = 'issued' where id = ${applicationId}`
    await double.sweep(correctionId)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await listStrayReds(reviewer, applicationId)).toEqual([])
    expect(await bookNames()).toEqual([])
  })

  test.each([
    ['blue-gone', `update invoices set reversed_fen = 1 where application_id = '$' and colour = 'blue'`],
    [
      'red-recorded',
      `update invoices set status = 'issued', number = '$N', issued_on = now() where application_id = '$' and colour = 'red'`,
    ],
    ['number-used', ''],
  ] as const)('is told by its reason: %s', async (reason, spoil) => {
    const { double, correctionId, applicationId, reviewer } = await givenUp()
    const other = freshNumber()
    if (spoil) await owner.unsafe(spoil.replace('$N', other).replace('$', applicationId))
    const [blue] =
      await owner`select number from invoices where application_id = ${applicationId} and colour = 'blue'`
    const number = reason === 'number-used' ? String(blue?.['number']) : freshNumber()
    double.reading = form('04', { red: redInvoice({ number }) })
    await double.sweep(correctionId)
    expect(await listStrayReds(reviewer, applicationId)).toMatchObject([{ reason, number }])
    await owner`update invoices set reversed_fen = 0 where application_id = ${applicationId} and colour = 'blue'`
    await owner`update invoices set status = 'pending', number = null, issued_on = null
      where application_id = ${applicationId} and colour = 'red'`
  })
})
