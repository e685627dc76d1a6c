import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { OwnerTx } from '@/db/owner'
import {
  applicationEvents,
  invoiceables,
  invoiceApplications,
  invoiceClaims,
  invoiceFiles,
  invoices,
} from '@/db/schema/invoice'
import { requestNoOf } from '@/lib/billing/invoice/application.rules'
import { linesOf, totalsOf } from '@/lib/billing/invoice/lines.rules'
import { addDays, addHours, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { fen, ZERO, type Money } from '@/lib/kernel/money'
import type { Dice } from './dice'
import { DEMO_PDF } from './invoice-pdf'
import { tellCorrection } from './tell-correction'

type Status = 'under-review' | 'rejected' | 'withdrawn' | 'issuing' | 'issue-failed' | 'issued' | 'shipped'

type Kind = 'e_general' | 'e_special' | 'paper_general'

/** The newest last; `daysAgo` is when it was submitted. */
const stories: readonly { status: Status; kind: Kind; daysAgo: number; then?: 'waiting' | 'returned' }[] = [
  { status: 'shipped', kind: 'paper_general', daysAgo: 40 },
  { status: 'issued', kind: 'e_special', daysAgo: 33 },
  { status: 'rejected', kind: 'e_general', daysAgo: 30 },
  { status: 'issued', kind: 'e_general', daysAgo: 27, then: 'returned' },
  { status: 'withdrawn', kind: 'e_general', daysAgo: 21 },
  { status: 'issued', kind: 'e_general', daysAgo: 12 },
  { status: 'issued', kind: 'e_special', daysAgo: 11, then: 'waiting' },
  // Issued on paper and not with the courier yet: overdue.
  { status: 'issued', kind: 'paper_general', daysAgo: 9 },
  { status: 'issue-failed', kind: 'e_general', daysAgo: 3 },
  { status: 'issuing', kind: 'e_special', daysAgo: 2 },
  { status: 'under-review', kind: 'e_general', daysAgo: 4 },
  { status: 'under-review', kind: 'e_special', daysAgo: 0 },
]

const verbs = {
  'under-review': [],
  rejected: ['reject'],
  withdrawn: ['withdraw'],
  issuing: ['approve'],
  'issue-failed': ['approve', 'fail'],
  issued: ['approve', 'issue'],
  shipped: ['approve', 'issue', 'ship'],
} as const satisfies Record<
  Status,
  readonly ('reject' | 'withdraw' | 'approve' | 'fail' | 'issue' | 'ship')[]
>

const reached = {
  reject: 'rejected',
  withdraw: 'withdrawn',
  approve: 'issuing',
  fail: 'issue-failed',
  issue: 'issued',
  ship: 'shipped',
} as const

const title = {
  kind: 'enterprise',
  name: '杭州云杉科技有限公司',
  bankName: null,
  bankAccount: null,
  registeredAddress: null,
  registeredPhone: null,
}
const byMail = { by: 'mail', email: 'finance@acme.example' }
const byCourier = {
  by: 'courier',
  recipient: '王芳',
  phone: '13800138000',
  region: '浙江省 杭州市 滨江区',
  detail: '江南大道 1 号 12 层',
  email: 'finance@acme.example',
}

/** The oldest card was invoiced as soon as it was bought. */
const cardStory: (typeof stories)[number] = { status: 'issued', kind: 'e_general', daysAgo: 26 }

/** Acme's applications in every state that the product can bring them to, each on one paid order, and one on a card. */
export async function plantApplications(tx: OwnerTx, dice: Dice, now: Date): Promise<void> {
  const orders = await oldestFree(tx, 'order', stories.length)
  for (const [at, story] of stories.entries()) {
    const row = orders[at]
    if (!row) continue
    const id = await tellApplication(tx, dice, now, story, row)
    if (story.then) await tellCorrection(tx, dice, now, id, story.then)
  }
  const [card] = await oldestFree(tx, 'card', 1)
  if (card) await tellApplication(tx, dice, now, cardStory, card)
}

async function oldestFree(tx: OwnerTx, document: 'order' | 'card', count: number): Promise<Row[]> {
  const rows = await tx.execute<Row>(sql`
    select i.id, i.account_id, i.order_id, o.number, i.seller_id, i.amount_fen::text as free, i.tax_treatment as treatment,
      t.name, t.tax_code, o.placed_by, a.taxpayer_id,
      (select s.user_id from staff s join users u on u.id = s.user_id where u.email = 'reviewer@billing.example') as reviewer
    from invoiceables i join orders o on o.id = i.order_id join invoice_items t on t.product_code = o.product_code
    join authentications a on a.account_id = i.account_id and a.status = 'authenticated' and a.legal_name = ${title.name}
    where i.amount_fen > 0 and i.document = ${document} order by i.occurred_at limit ${count}`)
  return [...rows]
}

type Row = {
  id: string
  account_id: string
  order_id: string
  number: string
  seller_id: string
  free: string
  treatment: string
  name: string
  tax_code: string
  placed_by: string
  taxpayer_id: string
  reviewer: string
}

async function tellApplication(
  tx: OwnerTx,
  dice: Dice,
  now: Date,
  { status, kind, daysAgo }: (typeof stories)[number],
  row: Row,
): Promise<string> {
  const submittedAt =
    daysAgo === 0 ? addHours(now, -2) : addHours(startOfDay(addDays(dayOf(now), -daysAgo)), 10.5)
  const amountFen = fen(row.free)
  const id = newId()
  const number = `A${dayOf(submittedAt).slice(2).replaceAll('-', '')}${dice.letters(8)}`
  const base = { accountId: row.account_id, applicationId: id, number }
  await insertApplication(tx, dice, { base, status, kind, submittedAt, amountFen }, row)
  const live = status !== 'rejected' && status !== 'withdrawn'
  const invoiced = status === 'issued' || status === 'shipped'
  const owned = { accountId: row.account_id, applicationId: id }
  await tx.insert(invoiceClaims).values({ ...owned, invoiceableId: row.id, amountFen, live })
  await tx
    .update(invoiceables)
    .set({ reservedFen: live && !invoiced ? amountFen : ZERO, invoicedFen: invoiced ? amountFen : ZERO })
    .where(eq(invoiceables.id, row.id))
  await tx.insert(applicationEvents).values([
    { ...owned, id: newId(), verb: 'submit', status: 'under-review', userId: row.placed_by, at: submittedAt },
    ...verbs[status].map((verb, step) => ({
      ...owned,
      id: newId(),
      verb,
      status: reached[verb],
      userId: verb === 'withdraw' ? row.placed_by : row.reviewer,
      at: addHours(submittedAt, [5, 6, 26][step] ?? 26),
    })),
  ])
  if (verbs[status].some((verb) => (verb as string) === 'approve'))
    await tellInvoice(tx, dice, base, row, { kind, invoiced, submittedAt })
  return id
}

async function insertApplication(
  tx: OwnerTx,
  dice: Dice,
  told: {
    base: { accountId: string; applicationId: string; number: string }
    status: Status
    kind: Kind
    submittedAt: Date
    amountFen: Money
  },
  row: Row,
): Promise<void> {
  const { base, status, kind, submittedAt, amountFen } = told
  await tx.insert(invoiceApplications).values({
    id: base.applicationId,
    number: base.number,
    accountId: base.accountId,
    status,
    kind,
    section: 'own',
    sellerId: row.seller_id,
    amountFen,
    title: { ...title, taxpayerId: row.taxpayer_id },
    delivery: kind === 'paper_general' ? byCourier : byMail,
    lines: [
      {
        invoiceableId: row.id,
        orderId: row.order_id,
        orderNumber: row.number,
        itemName: row.name,
        taxCode: row.tax_code,
        taxTreatment: row.treatment,
        amountFen: row.free,
      },
    ],
    remark: '',
    policyVersion: 1,
    submittedBy: row.placed_by,
    submittedAt,
    dueAt: startOfDay(addDays(dayOf(submittedAt), 2)),
    deliveryDueAt: startOfDay(addDays(dayOf(submittedAt), 5)),
    ...(status === 'under-review' || status === 'withdrawn'
      ? {}
      : { reviewedBy: row.reviewer, reviewedAt: addHours(submittedAt, 5) }),
    ...(status === 'issue-failed' ? { channel: 'nuonuo' as const, trouble: '开票额度不足' } : {}),
    ...(status === 'rejected' ? { rejectReason: '抬头与合同不一致，请核对后重新申请。' } : {}),
    ...(status === 'issued' || status === 'shipped' ? { issuedAt: addHours(submittedAt, 6) } : {}),
    ...(status === 'shipped'
      ? {
          courier: '顺丰速运',
          trackingNumber: `SF${dice.digits(12)}`,
          shippedBy: row.reviewer,
          shippedAt: addHours(submittedAt, 26),
        }
      : {}),
  })
}

async function tellInvoice(
  tx: OwnerTx,
  dice: Dice,
  { number, ...base }: { accountId: string; applicationId: string; number: string },
  row: Row,
  { kind, invoiced, submittedAt }: { kind: string; invoiced: boolean; submittedAt: Date },
): Promise<void> {
  const lines = linesOf([
    { name: row.name, taxCode: row.tax_code, taxTreatment: row.treatment, amountFen: BigInt(row.free) },
  ])
  const paper = kind === 'paper_general'
  const invoiceId = newId()
  await tx.insert(invoices).values({
    ...base,
    id: invoiceId,
    sequence: 1,
    requestNo: requestNoOf(number, 1),
    colour: 'blue',
    status: invoiced ? 'issued' : 'pending',
    amountFen: totalsOf(lines).amountFen,
    taxFen: totalsOf(lines).taxFen,
    lines: JSON.parse(
      JSON.stringify(lines, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ) as unknown,
    ...(invoiced
      ? {
          number: paper ? dice.digits(8) : `2631${dice.digits(16)}`,
          code: paper ? `0310${dice.digits(8)}` : null,
          issuedOn: dayOf(submittedAt),
        }
      : {}),
  })
  if (invoiced && !paper)
    await tx.insert(invoiceFiles).values({
      id: newId(),
      accountId: base.accountId,
      invoiceId,
      format: 'pdf',
      content: Buffer.from(DEMO_PDF),
      sha256: createHash('sha256').update(DEMO_PDF).digest('hex'),
      addedBy: row.reviewer,
      addedAt: addHours(submittedAt, 6),
    })
}
