import { afterAll, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { verifyBooks } from '@/lib/billing/settlement/verify-books.job'
import { approved, auditOf, confirm, newPaper, paperOf, red, wish } from '@/tests/support/corrections'
import { owner, refusalOf } from '@/tests/support/database'
import {
  correctionOf,
  formsOf,
  freshNumber,
  issue,
  newInvoiced,
  quotaOf,
  statusOf,
} from '@/tests/support/issued-invoices'
import { apply, newPayer } from '@/tests/support/invoicing'
import { begun, redInvoice } from '@/tests/support/red-channel'
import { approveCorrection } from './approve-correction.command'
import { cancelCorrection } from './cancel-correction.command'
import { claimRedForm } from './claim-red-form.command'
import { claimVoid } from './claim-void.command'
import { giveUpCorrection } from './give-up-correction.command'
import { recordRedInvoice } from './record-red-invoice.command'
import { recordRedForm } from './record-red-form.command'
import { recordVoid } from './record-void.command'
import { refuseCorrection } from './refuse-correction.command'
import { requestCorrection } from './request-correction.command'
import { tellVoid } from './tell-void.command'
import { tellRedForm } from './tell-red-form.command'

/** Twenty at once: how many of them were done, and what the others were told. */
async function twenty(work: () => Promise<unknown>) {
  const raced = await Promise.allSettled(Array.from({ length: 20 }, work))
  const refused = raced.flatMap((each) =>
    each.status === 'rejected' ? [(each.reason as { code?: string }).code ?? String(each.reason)] : [],
  )
  return { done: 20 - refused.length, refused: [...new Set(refused)] }
}
const ONCE = { done: 1, refused: ['correction.changed-meanwhile'] }

/** An issued invoice of which a correction is wished for. */
async function wished(invoiced = newInvoiced()) {
  const made = await invoiced
  const asked = wish(made.applicationId)
  await requestCorrection(made.customer, asked)
  return { ...made, correctionId: asked.correctionId }
}

async function voidable(channel: string | null) {
  const made = await wished(newPaper())
  const { reviewer, correctionId, applicationId } = made
  await approveCorrection(reviewer, { correctionId, method: 'void', copiesBack: 'on' })
  await owner`update invoice_applications set channel = ${channel} where id = ${applicationId}`
  return made
}

afterAll(async () => {
  expect((await verifyBooks()).differences).toEqual([])
})

test('twenty cancellations cancel once', async () => {
  const { customer, correctionId, applicationId } = await wished()
  expect(await twenty(() => cancelCorrection(customer, { correctionId }))).toEqual(ONCE)
  expect(await correctionOf(applicationId)).toMatchObject({ status: 'cancelled' })
  expect(await auditOf('invoice.cancel-correction', applicationId)).toHaveLength(1)
})

test('twenty approvals approve once, with one form', async () => {
  const { reviewer, correctionId, applicationId } = await wished()
  const approve = () => approveCorrection(reviewer, { correctionId, method: 'red-letter' })
  expect(await twenty(approve)).toEqual(ONCE)
  expect(await formsOf(correctionId)).toHaveLength(1)
  expect(await auditOf('correction.approve', applicationId)).toHaveLength(1)
})

test('twenty refusals refuse once, with one mail', async () => {
  const { reviewer, correctionId, applicationId } = await wished()
  expect(await twenty(() => refuseCorrection(reviewer, { correctionId, reason: '发票无误' }))).toEqual(ONCE)
  expect(await owner`select from outbox where payload ->> 'correctionId' = ${correctionId}`).toHaveLength(1)
  expect(await auditOf('correction.refuse', applicationId)).toHaveLength(1)
})

test('of ten cancellations and ten refusals at once one is done', async () => {
  const { customer, reviewer, correctionId, applicationId } = await wished()
  let turn = 0
  const either = () =>
    turn++ % 2 === 0
      ? cancelCorrection(customer, { correctionId })
      : refuseCorrection(reviewer, { correctionId, reason: '发票无误' })
  expect(await twenty(either)).toEqual(ONCE)
  expect(await statusOf(applicationId)).toBe('issued')
})

test('twenty give it up once', async () => {
  const { reviewer, correctionId, applicationId } = await wished()
  await approveCorrection(reviewer, { correctionId, method: 'red-letter' })
  expect(await twenty(() => giveUpCorrection(reviewer, { correctionId }))).toEqual(ONCE)
  expect(await correctionOf(applicationId)).toMatchObject({ status: 'cancelled' })
  expect(await auditOf('correction.give-up', applicationId)).toHaveLength(1)
})

test('twenty record that a form is confirmed once, and twenty that it fell void once', async () => {
  const first = await newInvoiced()
  const { formId } = await approved(first)
  expect(await twenty(() => confirm(first.reviewer, formId))).toEqual(ONCE)
  const second = await newInvoiced()
  const fallen = await approved(second)
  const fell = () =>
    recordRedForm(second.reviewer, { formId: fallen.formId, state: '07', formNumber: freshNumber() })
  expect(await twenty(fell)).toEqual(ONCE)
  expect(await correctionOf(second.applicationId)).toMatchObject({ status: 'stuck' })
  expect(await auditOf('correction.record-form', second.applicationId)).toHaveLength(1)
})

test.each([
  ['the office', null],
  ['the channel', 'nuonuo'],
] as const)('twenty times declared void by %s, the quota is free once', async (_who, channel) => {
  const { reviewer, correctionId, applicationId, invoiceableId } = await voidable(channel)
  const paper = { correctionId, invoiceId: await paperOf(applicationId) }
  const told = { ...paper, turnUntil: new Date(), refused: null }
  const declare = () => (channel === null ? recordVoid(reviewer, paper) : tellVoid(SYSTEM, told))
  expect(await twenty(declare)).toEqual(channel === null ? ONCE : { done: 20, refused: [] })
  expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
  const command = channel === null ? 'correction.record-void' : 'correction.tell-void'
  expect(await auditOf(command, applicationId)).toHaveLength(1)
})

test('twenty times stuck is stuck once', async () => {
  const { correctionId, applicationId } = await voidable('nuonuo')
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimVoid(SYSTEM, { correctionId })))
  const [claimed, ...more] = claims.filter((claim) => claim !== null)
  expect([claimed, more]).toEqual([expect.anything(), []])
  const turnUntil = claimed?.turnUntil
  const refused = { correctionId, invoiceId: await paperOf(applicationId), turnUntil, refused: 'E1' }
  expect(await twenty(() => tellVoid(SYSTEM, refused))).toEqual({ done: 20, refused: [] })
  expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
})

test('a no that comes after its turn is none: whoever has the next one may hear that the paper is void', async () => {
  const { reviewer, correctionId, applicationId, invoiceableId } = await voidable('nuonuo')
  const paper = { correctionId, invoiceId: await paperOf(applicationId) }
  const slow = await claimVoid(SYSTEM, { correctionId })
  await owner`update invoice_applications set next_query_at = now() where id = ${applicationId}`
  const next = await claimVoid(SYSTEM, { correctionId })
  expect(next).not.toBeNull()
  await tellVoid(SYSTEM, { ...paper, turnUntil: slow?.turnUntil, refused: 'E1' })
  expect(await claimVoid(SYSTEM, { correctionId })).toBeNull()
  expect(await refusalOf(giveUpCorrection(reviewer, { correctionId }))).toBe('correction.at-channel')
  await tellVoid(SYSTEM, { ...paper, turnUntil: next?.turnUntil, refused: null })
  expect(await statusOf(applicationId)).toBe('returned')
  expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
})

test('a form’s next step is claimed by one of twenty, and its red invoice told twenty times counts once', async () => {
  const { correctionId, applicationId, invoiceableId } = await begun({ reason: 'service-ended' })
  const formId = String((await formsOf(correctionId))[0]?.['id'])
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimRedForm(SYSTEM, { formId })))
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
  const { number, code, issuedOn, exclusiveFen, taxFen } = redInvoice()
  const told = {
    ...{ kind: 'form', state: '01', formNumber: freshNumber(), expiresAt: null, why: null },
    red: { number, code, issuedOn, amountFen: exclusiveFen + taxFen, files: [], missing: null },
  }
  expect(await twenty(() => tellRedForm(SYSTEM, { formId, told }))).toEqual({ done: 20, refused: [] })
  expect(await quotaOf(invoiceableId)).toEqual(['0', '0', '0', '0'])
  expect(await statusOf(applicationId)).toBe('returned')
  expect(await owner`select from outbox where payload ->> 'correctionId' = ${correctionId}`).toHaveLength(1)
})

test('given up with a part reversed, that part is done and the rest stays as it is', async () => {
  const payer = await newPayer()
  const [limit] = await owner`select per_invoice_fen::text as fen from seller_invoicing limit 1`
  await owner`update seller_invoicing set per_invoice_fen = 300000`
  const { applicationId } = await apply(payer.customer, payer.invoiceableId)
  await issue(payer.reviewer, applicationId)
  await owner`update seller_invoicing set per_invoice_fen = ${String(limit?.['fen'])}`
  const { correctionId } = await approved({ ...payer, applicationId, number: '' })
  const [first, second] = (await formsOf(correctionId)).map((form) => String(form['id']))
  await confirm(payer.reviewer, first ?? '')
  await recordRedInvoice(payer.reviewer, red(first ?? ''))
  await confirm(payer.reviewer, second ?? '')
  expect(await refusalOf(giveUpCorrection(payer.reviewer, { correctionId }))).toBe('correction.confirmed')
  await owner`update red_forms set state = '05', live = false where id = ${second ?? ''}`
  await owner`update corrections set status = 'stuck' where id = ${correctionId}`
  await giveUpCorrection(payer.reviewer, { correctionId })
  expect(await statusOf(applicationId)).toBe('issued')
  expect(await correctionOf(applicationId)).toMatchObject({ status: 'done', amount_fen: '318000' })
  expect(await quotaOf(payer.invoiceableId)).toEqual(['500000', '0', '182000', '0'])
  expect((await verifyBooks()).differences).toEqual([])
  await requestCorrection(payer.customer, wish(applicationId))
})
