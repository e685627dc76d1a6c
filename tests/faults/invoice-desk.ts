import { SYSTEM, type MemberActor, type StaffActor } from '@/lib/auth/actor'
import { approveApplication } from '@/lib/billing/invoice/approve-application.command'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { recordInvoice } from '@/lib/billing/invoice/record-invoice.command'
import { recordRedForm } from '@/lib/billing/invoice/record-red-form.command'
import { recordRedInvoice } from '@/lib/billing/invoice/record-red-invoice.command'
import { refuseCorrection } from '@/lib/billing/invoice/refuse-correction.command'
import { rejectApplication } from '@/lib/billing/invoice/reject-application.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { withdrawApplication } from '@/lib/billing/invoice/withdraw-application.command'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import { declineRefund } from '@/lib/billing/settlement/decline-refund.command'
import { requestRefund } from '@/lib/billing/settlement/request-refund.command'
import { settlePayment } from '@/lib/billing/settlement/settle-payment.command'
import { newId } from '@/lib/kernel/id'
import { fen, formatYuan } from '@/lib/kernel/money'
import type { Chance } from './chance'
import { seenTitleOf } from './seen'
import type { Shop } from './shop'

export type People = { customer: MemberActor; reviewer: StaffActor; finance: StaffActor }

const PDF = { format: 'pdf', content: new Uint8Array(Buffer.from('%PDF-1.7')) }
const REASONS = ['issued-in-error', 'goods-returned', 'service-ended', 'allowance'] as const

let numbers = 0
const freshNumber = () => `2699${String(Date.now()).slice(-9)}${String(++numbers).padStart(7, '0')}`

/** One of several who do at random whatever customers and the office do with invoices and refunds, by the product's commands. */
export class InvoiceDesk {
  constructor(
    private readonly shop: Shop,
    private readonly people: People,
    private readonly chance: Chance,
  ) {}

  /** One operation; its name, or null where there was nothing to do it to. Refusals are thrown as the command threw them. */
  async act(): Promise<string | null> {
    const verbs = [
      ...Array<string>(4).fill('apply'),
      ...Array<string>(4).fill('issue'),
      ...Array<string>(3).fill('correct'),
      ...Array<string>(4).fill('decide-correction'),
      ...Array<string>(4).fill('reverse'),
      ...Array<string>(3).fill('ask-refund'),
      ...Array<string>(3).fill('decline-refund'),
      'withdraw',
      'reject',
      'console-refund',
    ]
    const verb = this.chance.pick(verbs)
    return (await this.done(verb)) ? verb : null
  }

  private done(verb: string): Promise<boolean> {
    switch (verb) {
      case 'apply':
        return this.apply()
      case 'withdraw':
        return this.on('under-review', (applicationId) =>
          withdrawApplication(this.people.customer, { applicationId }),
        )
      case 'reject':
        return this.on('under-review', (applicationId) =>
          rejectApplication(this.people.reviewer, { applicationId, reason: '抬头有误' }),
        )
      case 'issue':
        return this.issue()
      case 'correct':
        return this.correct()
      case 'decide-correction':
        return this.decideCorrection()
      case 'reverse':
        return this.reverse()
      case 'ask-refund':
        return this.askRefund()
      case 'decline-refund':
        return this.declineRefund()
      default:
        return this.consoleRefund()
    }
  }

  private async apply(): Promise<boolean> {
    const rows = await this.shop.sql<{ id: string; free: string }[]>`
      select id, (amount_fen - reserved_fen - invoiced_fen - held_fen)::text as free from invoiceables
      where account_id = ${this.people.customer.accountId} and amount_fen > reserved_fen + invoiced_fen + held_fen
      order by random() limit ${this.chance.between(1, 3)}`
    const [owed] = await this.shop.sql<{ fen: string }[]>`
      select coalesce(sum(amount_fen), 0)::text as fen from deficits
      where account_id = ${this.people.customer.accountId} and settled_at is null and claimed_by is null`
    if (rows.length === 0) return false
    const free = rows.reduce((sum, row) => sum + BigInt(row.free), 0n)
    await submitApplication(this.people.customer, {
      applicationId: newId(),
      kind: 'e_general',
      invoiceable: rows.map(({ id }) => id),
      seenAmountFen: String(free > BigInt(owed?.fen ?? 0) ? free - BigInt(owed?.fen ?? 0) : 0n),
      titleFrom: 'authenticated',
      seenTitle: await seenTitleOf(this.shop.sql, this.people.customer.accountId),
      email: 'finance@acme.example',
      confirmed: 'on',
    })
    return true
  }

  private async on(status: string, work: (id: string) => Promise<unknown>): Promise<boolean> {
    const [row] = await this.shop.sql<{ id: string }[]>`select id from invoice_applications
      where account_id = ${this.people.customer.accountId} and status = ${status} order by random() limit 1`
    if (row) await work(row.id)
    return row !== undefined
  }

  private async issue(): Promise<boolean> {
    if (
      await this.on('under-review', (applicationId) =>
        approveApplication(this.people.reviewer, { applicationId }),
      )
    )
      return true
    return this.on('issuing', (applicationId) => this.recordAll(applicationId))
  }

  private async recordAll(applicationId: string): Promise<void> {
    const pending = await this.shop.sql<{ id: string }[]>`
      select id from invoices where application_id = ${applicationId} and status = 'pending'`
    for (const { id } of pending)
      await recordInvoice(this.people.reviewer, {
        invoiceId: id,
        number: freshNumber(),
        issuedOn: '2026-11-22',
        files: [PDF],
      })
  }

  private correct(): Promise<boolean> {
    const reason = this.chance.pick(REASONS)
    // A part mostly, and a small one: what falls with its invoice is gone for good.
    const amount = reason === 'issued-in-error' ? '' : formatYuan(fen(this.chance.between(1, 500)))
    return this.on('issued', (applicationId) =>
      requestCorrection(this.people.customer, {
        correctionId: newId(),
        applicationId,
        reason,
        amount,
        note: '更正',
      }),
    )
  }

  private async decideCorrection(): Promise<boolean> {
    const correctionId = await this.one('corrections', 'requested')
    if (!correctionId) return false
    if (this.chance.happens(0.8))
      await approveCorrection(this.people.reviewer, { correctionId, method: 'red-letter' })
    else await refuseCorrection(this.people.reviewer, { correctionId, reason: '发票无误' })
    return true
  }

  /** A form is confirmed, or its red invoice written down. */
  private async reverse(): Promise<boolean> {
    const [form] = await this.shop.sql<{ id: string; state: string }[]>`
      select f.id, f.state from red_forms f join invoices i on i.id = f.red_invoice_id and i.status = 'pending'
      where f.account_id = ${this.people.customer.accountId} and f.live order by random() limit 1`
    if (!form) return false
    const told = { formId: form.id, number: freshNumber(), issuedOn: '2026-11-22', files: [] }
    if (form.state === '01') await recordRedInvoice(this.people.reviewer, told)
    else
      await recordRedForm(this.people.reviewer, { formId: form.id, state: '01', formNumber: freshNumber() })
    return true
  }

  private async askRefund(): Promise<boolean> {
    const order = await this.paidOrder()
    if (!order) return false
    await requestRefund(this.people.finance, {
      refundId: newId(),
      orderId: order.id,
      amount: formatYuan(fen(this.chance.between(1, 400_000))),
      reason: 'asked',
    })
    return true
  }

  private async declineRefund(): Promise<boolean> {
    const refundId = await this.one('refunds', 'requested')
    if (refundId) await declineRefund(this.people.finance, { refundId, reason: 'not agreed' })
    return refundId !== null
  }

  /** A fact that nothing refuses: some fen given back at the gateway's own console. */
  private async consoleRefund(): Promise<boolean> {
    const order = await this.paidOrder()
    if (!order) return false
    const { noticeId } = await storeNotice(SYSTEM, {
      channel: order.channel,
      noticeId: newId(),
      source: 'notice',
      kind: 'refund',
      outTradeNo: order.outTradeNo,
      channelTradeNo: `T${order.outTradeNo}`,
      amountFen: BigInt(this.chance.between(1, 300)),
      foreign: null,
      happenedAt: null,
      refundNo: newId(),
      refundStatus: 'done',
      payload: '{}',
    })
    await settlePayment(SYSTEM, { noticeId })
    return true
  }

  private async paidOrder() {
    const [order] = await this.shop.sql<
      { id: string; channel: 'wechatpay' | 'alipay'; outTradeNo: string }[]
    >`
      select o.id, p.channel, p.out_trade_no as "outTradeNo" from orders o
      join payments p on p.order_id = o.id and p.status = 'settled' and p.channel in ('wechatpay', 'alipay')
      join invoiceables i on i.order_id = o.id
      where o.account_id = ${this.people.customer.accountId} and o.status in ('paid', 'partially-refunded')
      order by random() limit 1`
    return order ?? null
  }

  private async one(table: 'corrections' | 'refunds', status: string): Promise<string | null> {
    const [row] = await this.shop.sql<{ id: string }[]>`select id from ${this.shop.sql(table)}
      where account_id = ${this.people.customer.accountId} and status = ${status} order by random() limit 1`
    return row?.id ?? null
  }
}
