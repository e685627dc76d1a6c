import { expect, test } from 'vitest'
import { sayIn } from '@/lib/web/messages'
import { approved, confirm, red, reverse, wish } from '@/tests/support/corrections'
import { newMember, owner } from '@/tests/support/database'
import { freshNumber, newInvoiced } from '@/tests/support/issued-invoices'
import { applicationForm, newDocument, newPayer } from '@/tests/support/invoicing'
import { findLinked, listCorrections } from './correction.queries'
import { listApplicationQueue } from './application-queue.queries'
import { getInvoiceStanding, listDeficits } from './quota.queries'
import { recordRedForm } from './record-red-form.command'
import { recordRedInvoice } from './record-red-invoice.command'
import { requestCorrection } from './request-correction.command'
import { retryCorrection } from './retry-correction.command'
import { submitApplication } from './submit-application.command'

test('a form that fell void has no red invoice, the one after it has; nobody else sees them', async () => {
  const invoiced = await newInvoiced()
  const { customer, reviewer, applicationId } = invoiced
  const { correctionId, formId } = await approved(invoiced)
  await recordRedForm(reviewer, { formId, state: '07' })
  await retryCorrection(reviewer, { correctionId })
  const again = (await listCorrections(reviewer, applicationId))[0]?.forms.at(-1)?.id ?? ''
  await confirm(reviewer, again)
  const issued = red(again)
  await recordRedInvoice(reviewer, issued)
  const [correction] = await listCorrections(customer, applicationId)
  expect(correction?.forms.map(({ redNumber }) => redNumber)).toEqual([null, issued.number])
  const { customer: stranger } = await newPayer()
  expect(await listCorrections(stranger, applicationId)).toEqual([])
})

const SAID = [
  ['01', 'Red-letter form valid, no confirmation needed', '红字信息表无需确认'],
  ['02', 'Entered by the seller, waiting for the buyer', '销方录入待购方确认'],
  ['03', 'Entered by the buyer, waiting for the seller', '购方录入待销方确认'],
  ['04', 'Confirmed by both', '购销双方已确认'],
  ['05', 'Void: the buyer refused', '作废：购方否认'],
  ['06', 'Void: the seller refused', '作废：销方否认'],
  ['07', 'Void: not confirmed within 72 hours', '作废：超 72 小时未确认'],
  ['08', 'Void: taken back', '作废：发起方已撤销'],
  ['09', 'Void: taken back after confirmation', '作废：确认后撤销'],
  ['10', 'Void: irregular invoice', '作废：异常凭证'],
] as const

test.each(SAID)('a form in state %s is told to its customer in both languages', async (state, en, zh) => {
  const invoiced = await newInvoiced()
  const { customer, reviewer, applicationId } = invoiced
  const { formId } = await approved(invoiced)
  await recordRedForm(reviewer, { formId, state, formNumber: freshNumber() })
  const [correction] = await listCorrections(await newMember(customer, 'viewer'), applicationId)
  expect(correction?.forms).toMatchObject([{ state, live: Number(state) <= 4 }])
  expect(correction?.status).toBe(Number(state) <= 4 ? 'reversing' : 'stuck')
  const words = (locale: 'en' | 'zh-CN') => sayIn(locale)(`invoices.correction.state.${state}`)
  expect([words('en'), words('zh-CN')]).toEqual([en, zh])
})

test('an application and those in its place name each other, to their own account alone', async () => {
  const invoiced = await newInvoiced()
  const { customer, reviewer, applicationId, invoiceableId, number } = invoiced
  const { correctionId } = await approved(invoiced)
  await reverse(reviewer, correctionId)
  const form = applicationForm(invoiceableId, { replacesId: applicationId })
  const again = await submitApplication(customer, form)
  expect(await findLinked(customer, applicationId, null)).toEqual({
    replaces: null,
    replacedBy: [{ id: again.applicationId, number: again.number }],
  })
  expect((await findLinked(customer, again.applicationId, applicationId)).replaces).toEqual({
    id: applicationId,
    number,
  })
  const { customer: stranger } = await newPayer()
  expect(await findLinked(stranger, again.applicationId, applicationId)).toEqual({
    replaces: null,
    replacedBy: [],
  })
})

test('a return is due in the queue when its correction is', async () => {
  const { customer, reviewer, applicationId } = await newInvoiced()
  await owner`update invoice_applications set due_at = now() - interval '40 days' where id = ${applicationId}`
  await requestCorrection(customer, wish(applicationId))
  const { rows } = await listApplicationQueue(reviewer)
  const [correction] = await listCorrections(reviewer, applicationId)
  expect(rows.find(({ id }) => id === applicationId)?.dueAt).toEqual(correction?.dueAt)
})

test('why not more: what was paid is refunded, invoiced, in review, held, a deficit, or invoiceable', async () => {
  const invoiced = await newInvoiced()
  const { customer, reviewer, invoiceableId } = invoiced
  const { correctionId } = await approved(invoiced, { reason: 'allowance', amount: '1000' })
  await reverse(reviewer, correctionId)
  const waiting = await newDocument(customer)
  await submitApplication(customer, applicationForm(waiting.invoiceableId))
  const free = await newDocument(customer)
  await owner`insert into deficits (id, account_id, invoiceable_id, seller_id, amount_fen, occurred_at)
    select gen_random_uuid(), account_id, id, seller_id, 70000, now() from invoiceables where id = ${invoiceableId}`
  try {
    expect(await listDeficits(await newMember(customer, 'viewer'))).toHaveLength(1)
    const [total] = (await getInvoiceStanding(customer)).totals
    expect(total).toMatchObject({
      totalFen: 1_400_000n,
      freeFen: 430_000n,
      parts: {
        paidFen: 1_500_000n,
        refundedFen: 100_000n,
        invoicedFen: 400_000n,
        reservedFen: 500_000n,
        heldFen: 0n,
        deficitFen: 70_000n,
      },
    })
    expect((await listDeficits((await newPayer()).customer)).length).toBe(0)
    await submitApplication(customer, applicationForm(free.invoiceableId, { seenAmountFen: '430000' }))
    expect((await getInvoiceStanding(customer)).ready).toBe(false)
  } finally {
    await owner`delete from deficits where account_id = ${customer.accountId} and claimed_by is null`
  }
})
