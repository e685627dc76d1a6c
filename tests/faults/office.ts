import { staffActor, type StaffActor } from '@/lib/auth/actor'
import type { StaffRole } from '@/lib/auth/permissions'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { newId } from '@/lib/kernel/id'
import { expectEqual, type World } from './fault'
import { seenTitleOf } from './seen'
import { until } from './until'

const REVIEWER = 'reviewer@billing.example'
/** A turn that was killed is taken over after half a minute, and a mail that was with its worker after a minute or two. */
const HEALING_MS = 4 * 60_000

/** What became of an application: all that issuing may do, counted. */
export type Issuing = {
  status: string
  invoices: number
  files: number
  mails: number
  reserved: string
  invoiced: string
}
const ISSUED_ONCE = { status: 'issued', invoices: 1, files: 3, mails: 1, reserved: '0' }

/** A customer who applies for invoices of what was just paid, and who approves them, by the product's commands. */
export class Office {
  private reviewer: StaffActor | undefined

  constructor(private readonly world: World) {}

  /** Orders, pays and applies; nobody has looked at the application yet. */
  async apply(): Promise<string> {
    const { shop, gateways } = this.world
    const attempt = await shop.start(await shop.order(), 'wechatpay')
    await gateways.pay(attempt)
    await until('a paid order', async () => (await shop.effect(attempt.orderId)).order === 'paid')
    return this.applyFor(attempt.orderId)
  }

  async applyFor(orderId: string): Promise<string> {
    const { shop } = this.world
    const [quota] = await shop.sql<{ id: string; fen: string }[]>`
      select id, amount_fen::text as fen from invoiceables where order_id = ${orderId}`
    const applicationId = newId()
    const customer = await shop.actor()
    const seenTitle = await seenTitleOf(shop.sql, customer.accountId)
    await submitApplication(customer, {
      ...{ applicationId, kind: 'e_general', invoiceable: quota?.id, seenAmountFen: quota?.fen },
      ...{
        titleFrom: 'authenticated',
        seenTitle,
        email: 'finance@acme.example',
        remark: '',
        confirmed: 'on',
      },
    })
    return applicationId
  }

  async approve(applicationId: string): Promise<void> {
    await approveForIssuing(await this.staff(), { applicationId })
  }

  async approved(): Promise<string> {
    const applicationId = await this.apply()
    await this.approve(applicationId)
    return applicationId
  }

  async stateOf(
    applicationId: string,
  ): Promise<Issuing & { number: string | null; queries: number; asked: boolean }> {
    const [found] = await this.world.shop.sql<
      (Issuing & { number: string | null; queries: number; asked: boolean })[]
    >`select a.status, a.queries,
      (select count(*)::int from invoices i where i.application_id = a.id and i.status = 'issued') as invoices,
      (select count(*)::int from invoice_files f join invoices i on i.id = f.invoice_id where i.application_id = a.id) as files,
      (select count(*)::int from mails m join invoices i on m.key = 'invoice-issued:' || i.id
        where i.application_id = a.id and m.sent_at is not null) as mails,
      (select q.reserved_fen::text from invoiceables q join invoice_claims c on c.invoiceable_id = q.id where c.application_id = a.id) as reserved,
      (select q.invoiced_fen::text from invoiceables q join invoice_claims c on c.invoiceable_id = q.id where c.application_id = a.id) as invoiced,
      (select i.number from invoices i where i.application_id = a.id) as number,
      (select i.asked_at is not null from invoices i where i.application_id = a.id) as asked
      from invoice_applications a where a.id = ${applicationId}`
    if (!found) throw new Error('there is no such application')
    return found
  }

  /** Under which number the channel knows an application's invoice. */
  async requestNoOf(applicationId: string): Promise<string> {
    const [found] = await this.world.shop.sql<{ no: string }[]>`
      select request_no as no from invoices where application_id = ${applicationId}`
    return found?.no ?? ''
  }

  /** As if the pauses before the next questions to the channel were over; a turn under way keeps its time. */
  async askAgainNow(): Promise<void> {
    await this.world.shop.sql`update invoice_applications set next_query_at = now()
      where next_query_at > now() and status = 'issuing' and next_query_at < now() + interval '20 seconds'
        or next_query_at > now() + interval '31 seconds'`
  }

  /** Each is issued once: in the books, at the channel, in the mailbox. Throws with what is otherwise. */
  async expectIssuedOnce(applicationIds: readonly string[]): Promise<void> {
    for (const applicationId of applicationIds) await this.untilIssued(applicationId)
    const there = await this.world.gateways.invoices()
    for (const applicationId of applicationIds) {
      const orderNo = await this.requestNoOf(applicationId)
      const { number } = await this.stateOf(applicationId)
      const found = there.filter((invoice) => invoice.orderNo === orderNo)
      expectEqual(
        `invoices of ${orderNo}`,
        found.map((each) => each.number),
        [number ?? 'none'],
      )
    }
  }

  private async untilIssued(applicationId: string): Promise<void> {
    const isIssued = async () => {
      await this.askAgainNow()
      const { status, mails } = await this.stateOf(applicationId)
      return status === 'issued' && mails > 0
    }
    await until('', isIssued, { limitMs: HEALING_MS, pauseMs: 250 }).catch(() => undefined)
    const { status, invoices, files, mails, reserved, invoiced } = await this.stateOf(applicationId)
    expectEqual(`application ${applicationId}`, { status, invoices, files, mails, reserved }, ISSUED_ONCE)
    expectEqual(`invoiced of ${applicationId}`, invoiced === '0', false)
  }

  private async staff(): Promise<StaffActor> {
    if (this.reviewer) return this.reviewer
    const [row] = await this.world.shop.sql<{ userId: string; roles: StaffRole[] }[]>`
      select u.id as "userId", array_to_json(s.roles) as roles from users u join staff s on s.user_id = u.id
      where u.email = ${REVIEWER}`
    if (!row) throw new Error(`${REVIEWER} is not among the demo's people`)
    this.reviewer = staffActor({
      ...row,
      email: REVIEWER,
      sessionId: newId(),
      name: REVIEWER,
      locale: 'en',
      sellerId: null,
    })
    return this.reviewer
  }
}
