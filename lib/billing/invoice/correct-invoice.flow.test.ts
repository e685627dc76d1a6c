import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newPaper, paperOf, wish } from '@/tests/support/corrections'
import { owner, refusalOf } from '@/tests/support/database'
import {
  correctionOf,
  formsOf,
  freshNumber,
  newInvoiced,
  quotaOf,
  statusOf,
} from '@/tests/support/issued-invoices'
import { begun, ChannelDouble, form, redInvoice, UNKNOWN } from '@/tests/support/red-channel'
import { approveCorrection } from './approve-correction.command'
import { OPEN_TURN_SECONDS } from './correction.rules'
import { giveUpCorrection } from './give-up-correction.command'
import { recordRedForm } from './record-red-form.command'
import { recordVoid } from './record-void.command'
import { requestCorrection } from './request-correction.command'
import { retryCorrection } from './retry-correction.command'
import { sweepCorrections } from './sweep-corrections.job'

test('a form is opened, confirmed, and its red invoice written down with quota and files', async () => {
  const { correctionId, applicationId, invoiceableId, double } = await begun({ reason: 'goods-returned' })
  await double.sweep(correctionId)
  expect((await formsOf(correctionId))[0]).toMatchObject({ state: 'applying', channel_serial: 'S1' })
  const expiresAt = new Date('2026-11-25T02:00:00Z')
  double.reading = form('02', { formNumber: freshNumber(), expiresAt })
  await double.sweep(correctionId)
  expect((await formsOf(correctionId))[0]).toMatchObject({ state: '02', expires_at: expiresAt })
  double.reading = form('04')
  double.afterIssue = form('04', { red: redInvoice() })
  await double.sweep(correctionId)
  expect(double.asked).toEqual(['open goods-returned -500000', 'query', 'query', 'issue', 'query'])
  expect(await quotaOf(invoiceableId)).toEqual(['0', '0', '0', '0'])
  expect(await statusOf(applicationId)).toBe('returned')
  expect(
    await owner`select f.format from invoice_files f join red_forms r on r.red_invoice_id = f.invoice_id
    where r.correction_id = ${correctionId}`,
  ).toEqual([{ format: 'pdf' }])
  await double.sweep(correctionId)
  expect(double.asked).toHaveLength(5)
})

test('a form for a part names the lines of the blue invoice by their places in it, and our request of that one', async () => {
  const invoiced = await newInvoiced()
  const line = (name: string, amountFen: string, exclusiveFen: string, taxFen: string) => ({
    ...{ name, taxCode: '3040201990000000000', taxTreatment: '0.06' },
    ...{ amountFen, exclusiveFen, taxFen },
  })
  const lines = [line('软件服务', '200000', '188679', '11321'), line('技术支持', '300000', '283019', '16981')]
  const [blue] = await owner`update invoices set lines = ${owner.json(lines)}
    where application_id = ${invoiced.applicationId} returning request_no`
  await owner`update invoice_applications set channel = 'nuonuo' where id = ${invoiced.applicationId}`
  // A hundredth falls on the line that has more: the second one alone.
  const asked = wish(invoiced.applicationId, { reason: 'allowance', amount: '0.01' })
  await requestCorrection(invoiced.customer, asked)
  await approveCorrection(invoiced.reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
  const double = new ChannelDouble()
  await double.sweep(asked.correctionId)
  expect(double.opened).toMatchObject({
    blueRequestNo: blue?.['request_no'],
    lines: [{ name: '技术支持', amountFen: -1n, blueLine: 2 }],
  })
})

test('what becomes of a silent request is asked under the same number, and opened where it never arrived', async () => {
  const { correctionId, double } = await begun()
  double.open = UNKNOWN
  await double.sweep(correctionId)
  await double.sweep(correctionId)
  double.reading = { kind: 'not-exist' }
  await double.sweep(correctionId)
  expect(double.asked).toEqual([
    'open issued-in-error -500000',
    'query',
    'query',
    'open issued-in-error -500000',
  ])
  expect(await formsOf(correctionId)).toHaveLength(1)
  expect((await formsOf(correctionId))[0]).toMatchObject({ state: 'applying', live: true })
})

test.each([
  ['silent', UNKNOWN, (seconds: number) => seconds === OPEN_TURN_SECONDS],
  ['taken', { kind: 'taken', serial: 'S1' }, (seconds: number) => seconds < OPEN_TURN_SECONDS],
] as const)(
  'whoever opens a form has it for itself until it is answered: %s',
  async (_what, answer, ends) => {
    const { correctionId, double } = await begun()
    double.open = answer
    await double.sweep(correctionId)
    const [form] = await owner<{ seconds: number }[]>`
    select extract(epoch from next_query_at - asked_at)::float8 as seconds from red_forms
    where correction_id = ${correctionId}`
    expect(form?.seconds).toSatisfy(ends)
  },
)

test('a form that is not due is not asked about, and two sweeps at once ask once', async () => {
  const { correctionId, double } = await begun()
  await owner`update red_forms set next_query_at = case when correction_id = ${correctionId} then now() end
    where next_query_at is not null`
  const sweep = () => sweepCorrections(() => double.channel())
  await Promise.all([sweep(), sweep(), sweep(), sweep()])
  await sweep()
  expect(double.asked).toEqual(['open issued-in-error -500000'])
})

test.each([
  ['05', null],
  ['06', null],
  ['07', null],
  ['08', null],
  ['09', null],
  ['10', null],
  ['failed', 'E9103'],
] as const)('a form in state %s leaves the correction stuck for a person', async (state, why) => {
  const { correctionId, applicationId, reviewer, double } = await begun()
  await double.sweep(correctionId)
  double.reading = form(state, { why })
  await double.sweep(correctionId)
  expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
  expect((await formsOf(correctionId))[0]).toMatchObject({ state, live: false, trouble: why })
  await retryCorrection(reviewer, { correctionId })
  double.reading = UNKNOWN
  await double.sweep(correctionId)
  expect(double.asked.at(-1)).toBe('open issued-in-error -500000')
  expect(await correctionOf(applicationId)).toMatchObject({ status: 'reversing' })
})

test('a refusal of the channel leaves it stuck, in its own words', async () => {
  const { correctionId, applicationId, double } = await begun()
  double.open = { kind: 'refused', code: 'E9103', message: '该发票不能重复冲红', requestId: null }
  await double.sweep(correctionId)
  expect(await correctionOf(applicationId)).toMatchObject({ status: 'stuck' })
  expect((await formsOf(correctionId))[0]).toMatchObject({
    state: 'failed',
    trouble: 'E9103 该发票不能重复冲红',
  })
})

test('given up, a form is taken back at the channel, even one that was confirmed meanwhile', async () => {
  const { correctionId, applicationId, reviewer, double } = await begun()
  await double.sweep(correctionId)
  await giveUpCorrection(reviewer, { correctionId })
  expect(await statusOf(applicationId)).toBe('issued')
  double.withdrawn = { kind: 'refused', code: 'E1', message: '已确认', requestId: null }
  double.reading = form('04')
  await double.sweep(correctionId)
  expect((await formsOf(correctionId))[0]).toMatchObject({ state: '04', live: true })
  double.withdrawn = { kind: 'withdrawn' }
  await double.sweep(correctionId)
  expect(double.asked.slice(1)).toEqual(['withdraw', 'query', 'withdraw'])
  expect((await formsOf(correctionId))[0]).toMatchObject({ state: '08', live: false })
})

test('the office enters nothing by hand what a channel does itself', async () => {
  const { correctionId, applicationId, reviewer } = await begun()
  const [row] = await formsOf(correctionId)
  const formId = String(row?.['id'])
  const told = { formId, state: '01', formNumber: freshNumber() }
  expect(await refusalOf(recordRedForm(reviewer, told))).toBe('correction.by-channel')
  const invoiceId = await paperOf(applicationId)
  expect(await refusalOf(recordVoid(reviewer, { correctionId, invoiceId }))).toBe('correction.by-channel')
  expect(await refusalOf(recordRedForm(reviewer, { ...told, formId: newId() }))).toBe('object.not-found')
})

test('paper is declared void by the channel, or a person looks at why not', async () => {
  const double = new ChannelDouble()
  const statuses: string[] = []
  for (const answer of [
    double.voided,
    { kind: 'refused', code: 'E1', message: '', requestId: null },
    UNKNOWN,
  ] as const) {
    double.voided = answer
    const { customer, reviewer, applicationId } = await newPaper()
    await owner`update invoice_applications set channel = 'nuonuo' where id = ${applicationId}`
    const asked = wish(applicationId)
    await requestCorrection(customer, asked)
    await approveCorrection(reviewer, { correctionId: asked.correctionId, method: 'void', copiesBack: 'on' })
    await double.sweep(asked.correctionId)
    statuses.push(String((await correctionOf(applicationId))['status']))
  }
  expect(statuses).toEqual(['done', 'stuck', 'reversing'])
  expect(double.asked).toHaveLength(3)
})

test('what a channel was asked to declare void is not given up before it answers, and then it is void', async () => {
  const { customer, reviewer, applicationId } = await newPaper()
  await owner`update invoice_applications set channel = 'nuonuo' where id = ${applicationId}`
  const { correctionId, ...asked } = wish(applicationId)
  await requestCorrection(customer, { correctionId, ...asked })
  await approveCorrection(reviewer, { correctionId, method: 'void', copiesBack: 'on' })
  const double = new ChannelDouble()
  double.voided = UNKNOWN
  await double.sweep(correctionId)
  expect(await refusalOf(giveUpCorrection(reviewer, { correctionId }))).toBe('correction.at-channel')
  double.voided = { kind: 'voided' }
  await double.sweep(correctionId)
  expect(await statusOf(applicationId)).toBe('returned')
})

test('given up, a form that never arrived is over, and the invoice can be corrected again', async () => {
  const { correctionId, applicationId, customer, reviewer, double } = await begun()
  double.open = UNKNOWN
  await double.sweep(correctionId)
  await giveUpCorrection(reviewer, { correctionId })
  double.withdrawn = { kind: 'refused', code: 'E9500', message: '确认单不存在', requestId: null }
  double.reading = { kind: 'not-exist' }
  await double.sweep(correctionId)
  expect((await formsOf(correctionId))[0]).toMatchObject({ live: false, next_query_at: null })
  const again = wish(applicationId)
  await requestCorrection(customer, again)
  await approveCorrection(reviewer, { correctionId: again.correctionId, method: 'red-letter' })
  expect(await formsOf(again.correctionId)).toHaveLength(1)
})
