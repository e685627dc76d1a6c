import { describe, expect, test } from 'vitest'
import { approved, auditOf, confirm, newPaper, paperOf, red, wish } from '@/tests/support/corrections'
import { owner, refusalOf } from '@/tests/support/database'
import { issue, newInvoiced, quotaOf, statusOf } from '@/tests/support/issued-invoices'
import { applicationForm, newDocument, newPayer } from '@/tests/support/invoicing'
import { wrongFieldsOf } from '@/tests/support/product'
import { approveCorrection } from './approve-correction.command'
import { recordRedInvoice } from './record-red-invoice.command'
import { recordVoid } from './record-void.command'
import { requestCorrection } from './request-correction.command'
import { submitApplication } from './submit-application.command'

describe('paper of this month', () => {
  test('is declared void whole once every copy is back, which is another fact than reversed', async () => {
    const paper = await newPaper()
    const { customer, reviewer, applicationId, invoiceableId } = paper
    const asked = wish(applicationId, { reason: 'allowance', amount: '10' })
    await requestCorrection(customer, asked)
    const { correctionId } = asked
    expect(await wrongFieldsOf(approveCorrection(reviewer, { correctionId, method: 'void' }))).toEqual({
      copiesBack: 'copies-back-required',
    })
    const invoiceId = await paperOf(applicationId)
    expect(await refusalOf(recordVoid(reviewer, { correctionId, invoiceId }))).toBe(
      'correction.changed-meanwhile',
    )
    await approveCorrection(reviewer, { correctionId, method: 'void', copiesBack: 'on' })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    await recordVoid(reviewer, { correctionId, invoiceId })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await statusOf(applicationId)).toBe('returned')
    const [invoice] =
      await owner`select status, reversed_fen from invoices where application_id = ${applicationId}`
    expect(invoice).toEqual({ status: 'voided', reversed_fen: '0' })
    expect(await refusalOf(recordVoid(reviewer, { correctionId, invoiceId }))).toBe(
      'correction.changed-meanwhile',
    )
    expect(await auditOf('correction.record-void', applicationId)).toHaveLength(1)
  })

  test('of an earlier month, or electronic, takes a red invoice', async () => {
    const paper = await newPaper()
    await owner`update invoices set issued_on = issued_on - 40 where application_id = ${paper.applicationId}`
    for (const invoiced of [paper, await newInvoiced()]) {
      const asked = wish(invoiced.applicationId)
      await requestCorrection(invoiced.customer, asked)
      const decide = { correctionId: asked.correctionId, method: 'void', copiesBack: 'on' }
      expect(await wrongFieldsOf(approveCorrection(invoiced.reviewer, decide))).toEqual({
        method: 'correction-not-voidable',
      })
    }
  })
})

describe('a new application for a returned one', () => {
  test('names the one it replaces; nothing else can be replaced', async () => {
    const invoiced = await newInvoiced()
    const { customer, reviewer, applicationId, invoiceableId } = invoiced
    const fresh = await newDocument(customer)
    const early = applicationForm(fresh.invoiceableId, { replacesId: applicationId })
    expect(await refusalOf(submitApplication(customer, early))).toBe('application.not-returned')
    const { formId } = await approved(invoiced)
    await confirm(reviewer, formId)
    await recordRedInvoice(reviewer, red(formId))
    const again = await submitApplication(
      customer,
      applicationForm(invoiceableId, { replacesId: applicationId }),
    )
    const [row] = await owner`select replaces_id from invoice_applications where id = ${again.applicationId}`
    expect(row?.['replaces_id']).toBe(applicationId)
    const stranger = await newPayer()
    const theirs = applicationForm(stranger.invoiceableId, { replacesId: applicationId })
    expect(await refusalOf(submitApplication(stranger.customer, theirs))).toBe('object.not-found')
    await issue(reviewer, again.applicationId)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
  })
})
