import { expect, test } from 'vitest'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { recordVoid } from '@/lib/billing/invoice/record-void.command'
import { refuseCorrection } from '@/lib/billing/invoice/refuse-correction.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { approved, newPaper, paperOf, reverse, wish } from '@/tests/support/corrections'
import { owner } from '@/tests/support/database'
import { formsOf, newInvoiced } from '@/tests/support/issued-invoices'
import { sendMail } from './send-mail.job'

async function mailOf(correctionId: string) {
  const staged = await owner<{ payload: Record<string, string> }[]>`
    select payload from outbox where payload->>'correctionId' = ${correctionId}`
  for (const { payload } of staged) await sendMail(payload)
  const [mail] = await owner<{ subject: string; text: string; to_email: string }[]>`
    select subject, text, to_email from mails where key like ${`%${correctionId}`}`
  return mail
}

test.each([
  ['en', 'was corrected', 'Reversed amount: ¥5,000.00'],
  ['zh-CN', '已冲红', '冲红金额: ¥5,000.00'],
] as const)('in %s whoever applied is told the red number', async (locale, subject, amount) => {
  const invoiced = await newInvoiced()
  await owner`update users set locale = ${locale} where id = ${invoiced.customer.userId}`
  const { correctionId } = await approved(invoiced)
  await reverse(invoiced.reviewer, correctionId)
  const mail = await mailOf(correctionId)
  expect(mail?.to_email).toBe(invoiced.customer.email)
  expect(mail?.subject).toContain(subject)
  expect(mail?.text).toContain(amount)
  expect(mail?.text).toContain(String((await formsOf(correctionId))[0]?.['red_number']))
})

test('a refusal is told with its reason, and paper declared void as such', async () => {
  const { customer, reviewer, applicationId } = await newInvoiced()
  const refused = wish(applicationId)
  await requestCorrection(customer, refused)
  await refuseCorrection(reviewer, { correctionId: refused.correctionId, reason: '发票与合同一致' })
  expect((await mailOf(refused.correctionId))?.text).toContain('发票与合同一致')
  const paper = await newPaper()
  const asked = wish(paper.applicationId)
  await requestCorrection(paper.customer, asked)
  const { correctionId } = asked
  await approveCorrection(paper.reviewer, { correctionId, method: 'void', copiesBack: 'on' })
  await recordVoid(paper.reviewer, { correctionId, invoiceId: await paperOf(paper.applicationId) })
  expect((await mailOf(correctionId))?.text).toContain('declared void')
})
