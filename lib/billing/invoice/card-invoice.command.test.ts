import { describe, expect, test } from 'vitest'
import type { MemberActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newPaidCard, quotaOf } from '@/tests/support/cards'
import { newCustomer, newPaidOrder, newStaff, owner, refusalOf } from '@/tests/support/database'
import { newAddress, SEEN } from '@/tests/support/invoicing'
import { wrongFieldsOf } from '@/tests/support/product'
import { approveApplication } from './approve-application.command'
import { listInvoiceables } from './quota.queries'
import { recordInvoice } from './record-invoice.command'
import { submitApplication } from './submit-application.command'

const NAME = '杭州云杉科技有限公司'
const TAXPAYER = '91330100799655058B'

/** An authenticated enterprise that bought two cards in one order and 100,000 authentications in another. */
async function newHolder() {
  const customer = await newCustomer()
  const { userId } = await newStaff('reviewer')
  const file = newId()
  await owner`insert into files (id, account_id, purpose, name, type, sha256, size, content, uploaded_by)
    values (${file}, ${customer.accountId}, 'licence', 'l.png', 'image/png', ${newId()}, 1, ${Buffer.from('x')}, ${customer.userId})`
  await owner`insert into authentications (id, account_id, kind, status, legal_name, taxpayer_id, licence_id, doubts, submitted_by,
      submitted_at, due_at, decided_by, decided_at)
    values (${newId()}, ${customer.accountId}, 'enterprise', 'authenticated', ${NAME}, ${TAXPAYER}, ${file}, '{}',
      ${customer.userId}, now(), now(), ${userId}, now())`
  const { orderId: cardOrder } = await newPaidCard(customer, '2')
  const order = await newPaidOrder(customer)
  const card = await quotaOf(cardOrder)
  return { customer, cardOrder, card: String(card['id']), taxed: String((await quotaOf(order))['id']) }
}

const apply = (customer: MemberActor, invoiceable: string[], changes: Record<string, unknown> = {}) =>
  submitApplication(customer, {
    applicationId: newId(),
    kind: 'e_general',
    invoiceable,
    seenAmountFen: '200000',
    titleFrom: 'authenticated',
    seenTitle: SEEN,
    email: 'finance@acme.example',
    confirmed: 'on',
    ...changes,
  })

const particulars = {
  bankName: '招商银行杭州分行',
  bankAccount: '571900123410901',
  registeredAddress: '杭州市滨江区江南大道 1 号',
  registeredPhone: '0571-55550100',
}

describe('the invoice of a card', () => {
  test('is for the equal amount, one untaxed line of the prepaid card’s code', async () => {
    const { customer, card, cardOrder } = await newHolder()
    const rows = await listInvoiceables(customer)
    expect(rows.find(({ id }) => id === card)).toMatchObject({ taxTreatment: 'not-taxed', freeFen: 200_000n })
    const { applicationId } = await apply(customer, [card])
    expect(await quotaOf(cardOrder)).toMatchObject({ amount_fen: '200000', reserved_fen: '200000' })
    const reviewer = await newStaff('reviewer')
    await approveApplication(reviewer, { applicationId })
    const [invoice] =
      await owner`select id, amount_fen, tax_fen, lines from invoices where application_id = ${applicationId}`
    expect(invoice).toMatchObject({
      amount_fen: '200000',
      tax_fen: '0',
      lines: [
        {
          name: '预付卡销售',
          taxCode: '6010000000000000000',
          taxTreatment: 'not-taxed',
          amountFen: '200000',
          exclusiveFen: '200000',
          taxFen: '0',
        },
      ],
    })
    await recordInvoice(reviewer, {
      invoiceId: String(invoice?.['id']),
      number: `2631${String(Date.now()).padStart(16, '0')}`,
      issuedOn: '2026-11-21',
      files: [{ format: 'pdf', content: new TextEncoder().encode('%PDF-1.4') }],
    })
    expect(await quotaOf(cardOrder)).toMatchObject({ reserved_fen: '0', invoiced_fen: '200000' })
  })

  test.each(['e_special', 'paper_special'])('is never a special one: %s', async (kind) => {
    const { customer, card, cardOrder } = await newHolder()
    const address = await newAddress(customer)
    const fields = await wrongFieldsOf(apply(customer, [card], { kind, ...address, ...particulars }))
    expect(fields).toEqual({ invoiceable: 'together-not-taxed-general-only' })
    expect(await quotaOf(cardOrder)).toMatchObject({ reserved_fen: '0' })
  })

  test.each([
    ['the card first', (card: string, taxed: string) => [card, taxed]],
    ['the card last', (card: string, taxed: string) => [taxed, card]],
  ])('never mixes with taxed lines, %s', async (_what, order) => {
    const { customer, card, taxed, cardOrder } = await newHolder()
    const fields = await wrongFieldsOf(apply(customer, order(card, taxed), { seenAmountFen: '700000' }))
    expect(fields).toEqual({ invoiceable: 'together-not-taxed-apart' })
    expect(await quotaOf(cardOrder)).toMatchObject({ reserved_fen: '0' })
  })

  test('is made once, and by nobody else', async () => {
    const { customer, card } = await newHolder()
    const stranger = await newHolder()
    expect(await refusalOf(apply(stranger.customer, [card]))).toBe('object.not-found')
    const raced = await Promise.allSettled(Array.from({ length: 20 }, () => apply(customer, [card])))
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
