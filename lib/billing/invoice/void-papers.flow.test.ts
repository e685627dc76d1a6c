import { afterEach, describe, expect, test } from 'vitest'
import { approveRefund } from '@/lib/billing/settlement/approve-refund.command'
import { declineRefund } from '@/lib/billing/settlement/decline-refund.command'
import { verifyBooks } from '@/lib/billing/settlement/verify-books.job'
import { newId } from '@/lib/kernel/id'
import { auditOf, boundReviewer, confirm, newPapers, newSeller, red, wish } from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { correctionOf, formsOf, freshNumber, quotaOf, statusOf } from '@/tests/support/issued-invoices'
import { askRefund, newFinance } from '@/tests/support/refunds'
import { ChannelDouble, form, redInvoice, UNKNOWN } from '@/tests/support/red-channel'
import { approveCorrection } from './approve-correction.command'
import { giveUpCorrection } from './give-up-correction.command'
import { recordRedInvoice } from './record-red-invoice.command'
import { recordVoid } from './record-void.command'
import { requestCorrection } from './request-correction.command'
import { retryCorrection } from './retry-correction.command'
import { takeRedLetter } from './take-red-letter.command'

const REFUSED = { kind: 'refused', code: 'E1', message: '跨月发票不能作废', requestId: null } as const

/** Two papers of one application, of 3,180.00 and 1,820.00, approved to be declared void. */
async function approvedPapers(channel: 'nuonuo' | null, changes = {}) {
  const papers = await newPapers(channel)
  const { correctionId, ...asked } = wish(papers.applicationId, changes)
  await requestCorrection(papers.customer, { correctionId, ...asked })
  await approveCorrection(papers.reviewer, { correctionId, method: 'void', copiesBack: 'on' })
  return { ...papers, correctionId, double: new ChannelDouble() }
}

/** The channel has declared the first void and refuses the second. */
async function halfVoid(changes = {}) {
  const papers = await approvedPapers('nuonuo', changes)
  papers.double.voids.set(papers.second.number, REFUSED)
  await papers.double.sweep(papers.correctionId)
  return papers
}

const statusesOf = async (applicationId: string) =>
  (
    await owner`select status from invoices where application_id = ${applicationId} and colour = 'blue' order by sequence`
  ).map(({ status }) => String(status))

afterEach(async () => expect((await verifyBooks()).differences).toEqual([]))

describe('several papers that a channel declares void', () => {
  test('are void one by one, and the correction is done with the last', async () => {
    const { double, correctionId, applicationId, invoiceableId, first, second } =
      await approvedPapers('nuonuo')
    await double.sweep(correctionId)
    expect(double.asked).toEqual([`void ${first.number}`, `void ${second.number}`])
    expect(await statusesOf(applicationId)).toEqual(['voided', 'voided'])
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'done', amount_fen: '500000' })
    expect(await auditOf('correction.tell-void', applicationId)).toHaveLength(2)
  })

  test('stay void where another is refused: its yuan are free, the others are not, and nobody gives it up', async () => {
    const { correctionId, applicationId, reviewer, invoiceableId } = await halfVoid()
    expect(await statusesOf(applicationId)).toEqual(['voided', 'issued'])
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '182000', '0'])
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
    expect(await statusOf(applicationId)).toBe('return-requested')
    expect(await refusalOf(giveUpCorrection(reviewer, { correctionId }))).toBe('correction.part-void')
    const [row] =
      await owner`select trouble from invoices where application_id = ${applicationId} and status = 'issued'`
    expect(row?.['trouble']).toBe('E1 跨月发票不能作废')
  })

  test('are asked for each, even where the first is refused, and given up where all are', async () => {
    const papers = await approvedPapers('nuonuo')
    const { double, correctionId, applicationId, reviewer, first, second } = papers
    double.voided = REFUSED
    await double.sweep(correctionId)
    expect(double.asked).toEqual([`void ${first.number}`, `void ${second.number}`])
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
    await giveUpCorrection(reviewer, { correctionId })
    expect(await statusOf(applicationId)).toBe('issued')
    expect(await quotaOf(papers.invoiceableId)).toEqual(['500000', '0', '500000', '0'])
    // Approved once more, they are asked for once more: what was refused before is over.
    const again = wish(applicationId)
    await requestCorrection(papers.customer, again)
    const decided = { correctionId: again.correctionId, method: 'void', copiesBack: 'on' }
    await approveCorrection(reviewer, decided)
    double.voided = { kind: 'voided' }
    await double.sweep(again.correctionId)
    expect(double.asked).toHaveLength(4)
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await quotaOf(papers.invoiceableId)).toEqual(['500000', '0', '0', '0'])
  })

  test('are neither void nor refused where the answer is unknown: it is asked again, and by one alone', async () => {
    const { double, correctionId, applicationId, reviewer, first, second, invoiceableId } =
      await approvedPapers('nuonuo')
    double.voids.set(second.number, UNKNOWN)
    await double.sweep(correctionId)
    expect(await statusesOf(applicationId)).toEqual(['voided', 'issued'])
    expect(await correctionOf(applicationId)).toMatchObject({ status: 'reversing' })
    for (const command of [giveUpCorrection, takeRedLetter])
      expect(await refusalOf(command(reviewer, { correctionId }))).toMatch(
        /^correction\.(at-channel|part-void)$/,
      )
    expect(await refusalOf(recordVoid(reviewer, { correctionId, invoiceId: second.id }))).toBe(
      'correction.by-channel',
    )
    double.voids.delete(second.number)
    await Promise.all(Array.from({ length: 4 }, () => double.sweep(correctionId)))
    expect(double.asked.filter((asked) => asked === `void ${first.number}`)).toHaveLength(1)
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
  })
})

describe('a paper that a channel refused to declare void', () => {
  test('is tried again alone', async () => {
    const { double, correctionId, applicationId, reviewer, invoiceableId, second } = await halfVoid()
    await double.sweep(correctionId)
    expect(double.asked).toHaveLength(2)
    await retryCorrection(reviewer, { correctionId })
    double.voids.clear()
    await double.sweep(correctionId)
    expect(double.asked.slice(2)).toEqual([`void ${second.number}`])
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
  })

  test('is recorded as void by the office, once of twenty', async () => {
    const { correctionId, applicationId, reviewer, invoiceableId, first, second } = await halfVoid()
    expect(await refusalOf(recordVoid(reviewer, { correctionId, invoiceId: first.id }))).toBe(
      'correction.changed-meanwhile',
    )
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => recordVoid(reviewer, { correctionId, invoiceId: second.id })),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await auditOf('correction.record-void', applicationId)).toHaveLength(1)
  })

  test.each(['issued-in-error', 'allowance'])(
    'takes a red invoice instead, asked for as %s: its yuan are free as those of the void one',
    async (reason) => {
      const papers = await halfVoid({ reason })
      const { double, correctionId, applicationId, reviewer, invoiceableId } = papers
      const raced = await Promise.allSettled(
        Array.from({ length: 20 }, () => takeRedLetter(reviewer, { correctionId })),
      )
      expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await auditOf('correction.take-red-letter', applicationId)).toHaveLength(1)
      const forms = await formsOf(correctionId)
      expect(forms.map((one) => String(one['amount_fen']))).toEqual(['182000'])
      expect(await refusalOf(giveUpCorrection(reviewer, { correctionId }))).toBe('correction.part-void')
      double.reading = form('04', {
        red: redInvoice({
          code: '0310026001',
          number: freshNumber(8),
          exclusiveFen: -171_698n,
          taxFen: -10_302n,
        }),
      })
      await double.sweep(correctionId)
      await double.sweep(correctionId)
      expect(double.asked).toContain('open issued-in-error -182000')
      expect(await statusesOf(applicationId)).toEqual(['voided', 'reversed'])
      expect(await statusOf(applicationId)).toBe('returned')
      expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
      expect(await correctionOf(applicationId)).toMatchObject({ status: 'done', amount_fen: '500000' })
    },
  )

  test('is nothing for whoever may not decide', async () => {
    const { correctionId, customer, second } = await halfVoid()
    const own = await newStaff('reviewer')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${own.userId}, 'viewer')`
    const elsewhere = await boundReviewer(await newSeller())
    const asked = { correctionId, invoiceId: second.id }
    for (const command of [recordVoid, takeRedLetter]) {
      expect(await refusalOf(command(own, asked))).toBe('staff.own-account')
      expect(await refusalOf(command(await newStaff('finance'), asked))).toBe('actor.forbidden')
      expect(await refusalOf(command(elsewhere, asked))).toBe('object.not-found')
      expect(await refusalOf(command(own, { ...asked, correctionId: newId() }))).toBe('object.not-found')
    }
  })
})

test('of a refund’s correction one paper void keeps the refund from being declined, and what it holds falls', async () => {
  const papers = await newPapers('nuonuo')
  const { applicationId, reviewer, invoiceableId, second } = papers
  const finance = await newFinance()
  const refundId = await askRefund(finance.first, papers.orderId, '2000')
  const correctionId = String((await correctionOf(applicationId))['id'])
  await approveCorrection(reviewer, { correctionId, method: 'void', copiesBack: 'on' })
  const double = new ChannelDouble()
  double.voids.set(second.number, REFUSED)
  await double.sweep(correctionId)
  expect(await quotaOf(invoiceableId)).toEqual(['300000', '0', '182000', '0'])
  expect(await refusalOf(declineRefund(finance.second, { refundId, reason: 'x' }))).toBe(
    'refund.reversal-confirmed',
  )
  await recordVoid(reviewer, { correctionId, invoiceId: second.id })
  expect(await quotaOf(invoiceableId)).toEqual(['300000', '0', '0', '0'])
  await approveRefund(finance.second, { refundId })
})

describe('paper that the office declares void by hand', () => {
  test('stands beside what red invoices reversed before, and the books know which correction was which', async () => {
    const papers = await newPapers(null)
    const { applicationId, customer, reviewer, invoiceableId, first, second } = papers
    const part = wish(applicationId, { reason: 'allowance', amount: '3180' })
    await requestCorrection(customer, part)
    await approveCorrection(reviewer, { correctionId: part.correctionId, method: 'red-letter' })
    const [only] = await formsOf(part.correctionId)
    const formId = String(only?.['id'])
    await confirm(reviewer, formId)
    await recordRedInvoice(reviewer, red(formId, { number: freshNumber(8), code: '0310026001', files: [] }))
    const statuses = await statusesOf(applicationId)
    expect([...statuses].sort()).toEqual(['issued', 'reversed'])
    const rest = wish(applicationId)
    await requestCorrection(customer, rest)
    const { correctionId } = rest
    await approveCorrection(reviewer, { correctionId, method: 'void', copiesBack: 'on' })
    const invoiceId = statuses[0] === 'issued' ? first.id : second.id
    await recordVoid(reviewer, { correctionId, invoiceId })
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await quotaOf(invoiceableId)).toEqual(['182000', '0', '0', '0'])
  })

  test('is recorded one by one, and what cannot be void takes a red invoice', async () => {
    const papers = await approvedPapers(null)
    const { correctionId, applicationId, reviewer, invoiceableId, first } = papers
    await recordVoid(reviewer, { correctionId, invoiceId: first.id })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '182000', '0'])
    expect(await refusalOf(giveUpCorrection(reviewer, { correctionId }))).toBe('correction.part-void')
    await takeRedLetter(reviewer, { correctionId })
    const [only] = await formsOf(correctionId)
    const formId = String(only?.['id'])
    await confirm(reviewer, formId)
    await recordRedInvoice(reviewer, red(formId, { number: freshNumber(8), code: '0310026001', files: [] }))
    expect(await statusOf(applicationId)).toBe('returned')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    expect(await refusalOf(takeRedLetter(reviewer, { correctionId }))).toBe('correction.changed-meanwhile')
  })
})
