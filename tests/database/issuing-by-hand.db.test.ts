import { describe, expect, test } from 'vitest'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { recordInvoice } from '@/lib/billing/invoice/record-invoice.command'
import { recordIssued } from '@/lib/billing/invoice/record-invoice.flow'
import { recordVoid } from '@/lib/billing/invoice/record-void.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { sweepCorrections } from '@/lib/billing/invoice/sweep-corrections.job'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import { Refusal } from '@/lib/kernel/refusal'
import { wish } from '@/tests/support/corrections'
import { owner, refusalOf } from '@/tests/support/database'
import { correctionOf, freshNumber, PDF } from '@/tests/support/issued-invoices'
import { apply, issuingOf, newAddress, newPayer, quotaOf } from '@/tests/support/invoicing'
import { approved, untilFailed, withNuonuo } from '@/tests/support/nuonuo'

const nuonuo = withNuonuo()
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** An invoice that the channel has issued with another amount of tax than was ordered. */
async function issuedOtherwise() {
  await nuonuo.faults({ issuesOtherwise: 'amount' })
  const made = await approved()
  const found = await untilFailed(made.applicationId)
  await nuonuo.noFaults()
  return { ...made, ...found, number: String(found.number) }
}

/** The same on paper. */
async function paperOtherwise() {
  await nuonuo.faults({ issuesOtherwise: 'amount' })
  const payer = await newPayer()
  const { applicationId } = await apply(payer.customer, payer.invoiceableId, {
    kind: 'paper_general',
    ...(await newAddress(payer.customer)),
  })
  await approveForIssuing(payer.reviewer, { applicationId })
  const found = await untilFailed(applicationId)
  await nuonuo.noFaults()
  return { ...payer, applicationId, ...found, number: String(found.number), code: String(found.code) }
}

const byHand = (invoiceId: string, number: string, changes = {}) => ({
  ...{ invoiceId, number, issuedOn: today(), files: [PDF] },
  ...changes,
})

describe('an invoice that its channel has issued otherwise than ordered', () => {
  test('is recorded by hand under its own number alone: one yuan never has two', async () => {
    const { applicationId, reviewer, invoiceableId, invoiceId, number, requestNo } = await issuedOtherwise()
    const other = byHand(invoiceId, freshNumber())
    const told: unknown = await recordIssued(reviewer, other).catch((error: unknown) => error)
    expect(told).toBeInstanceOf(Refusal)
    expect(told).toMatchObject({ code: 'invoice.number-stands', detail: { number } })
    // Whoever comes past the door that asks the channel is told the same.
    expect(await refusalOf(recordInvoice(reviewer, other))).toBe('invoice.number-stands')
    expect(await issuingOf(applicationId)).toMatchObject({
      status: 'issue-failed',
      invoice: 'pending',
      number,
    })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => recordIssued(reviewer, byHand(invoiceId, number))),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issued', invoice: 'issued', number })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000'])
    expect(await nuonuo.at(requestNo)).toHaveLength(1)
  })

  test('is recorded with its own XML, whatever that says otherwise', async () => {
    const { applicationId, reviewer, invoiceId, number, requestNo } = await issuedOtherwise()
    const [seller] = await owner`select taxpayer_id from seller_invoicing limit 1`
    const channel = findInvoiceChannel('nuonuo', String(seller?.['taxpayer_id']))
    const state = await channel?.query(String(requestNo))
    if (state?.kind !== 'issued') throw new Error('it is issued')
    const file = await channel?.fetchFile(state.files.xml ?? '')
    if (file?.kind !== 'file') throw new Error('it has an XML')
    const xml = { format: 'xml' as const, content: file.content }
    await recordIssued(reviewer, byHand(invoiceId, number, { files: [PDF, xml] }))
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issued', files: ['pdf', 'xml'] })
  })

  test('waits while the channel says nothing', async () => {
    const { reviewer, invoiceId, applicationId } = await issuedOtherwise()
    await nuonuo.faults({ nonsenseNext: 1 })
    expect(await refusalOf(recordIssued(reviewer, byHand(invoiceId, freshNumber())))).toBe(
      'application.not-given-up',
    )
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issue-failed', invoice: 'pending' })
  })

  test('on paper gives way to another once the channel says that it is void', async () => {
    const { applicationId, customer, reviewer, invoiceableId, invoiceId, ...made } = await paperOtherwise()
    const { number, code, requestNo } = made
    const other = byHand(invoiceId, freshNumber(8), { code: '0310026001', files: [] })
    expect(await refusalOf(recordIssued(reviewer, other))).toBe('invoice.number-stands')
    expect(await refusalOf(recordIssued(reviewer, { ...other, number }))).toBe('invoice.number-stands')
    const [seller] = await owner`select taxpayer_id from seller_invoicing limit 1`
    const channel = findInvoiceChannel('nuonuo', String(seller?.['taxpayer_id']))
    expect(await channel?.voidPaper({ code, number, requestNo: String(requestNo) })).toEqual({
      kind: 'voided',
    })
    await recordIssued(reviewer, other)
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issued', number: other.number })
    // What the channel says of the void one is no word about this one.
    const asked = wish(applicationId)
    await requestCorrection(customer, asked)
    const { correctionId } = asked
    await approveCorrection(reviewer, { correctionId, method: 'void', copiesBack: 'on' })
    await sweepCorrections()
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'return-requested', invoice: 'issued' })
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000'])
    await recordVoid(reviewer, { correctionId, invoiceId })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
  })

  test('whatever a form says of it, only the channel’s word counts', async () => {
    const { reviewer, invoiceId, number } = await issuedOtherwise()
    const forged = byHand(invoiceId, freshNumber(), { voidedNumber: number })
    expect(await refusalOf(recordIssued(reviewer, forged))).toBe('invoice.number-stands')
  })
})
