import { createHash } from 'node:crypto'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { keptForCustomer, orderPaid, type Receipt } from '@/lib/billing/ledger/ledger.rules'
import { describePurchase } from '@/lib/billing/payment/payment.rules'
import { REMARK_BODY, withCheck } from '@/lib/billing/payment/remark-code.rules'
import { needsSecondPerson, outcomeOf } from '@/lib/billing/transfer/transfer.rules'
import { addHours, addSeconds, dayOf, endOfValidity } from '@/lib/kernel/calendar'
import { fen, formatYuan, parseYuan, ZERO, type Money } from '@/lib/kernel/money'
import { formatCode, formatInstant } from '@/lib/web/format'
import type { DemoAccount } from './people'
import { namedAtGateway, placeByHand, remarksOf, type HandStory, type Ordered } from './place-story'
import type { TransferPlan } from './plan-transfers'
import { drawSlip } from './slip'
import { audit, note, type Teller } from './story'

type Payment = Teller['books']['payments'][number]
type Transfer = Teller['books']['transfers'][number]

/** Tells one bank transfer, from the choice of it to what finance made of it, with its voucher drawn. */
export async function tellTransfer(
  teller: Teller,
  plan: TransferPlan,
  account: DemoAccount,
  ordered: Ordered,
): Promise<void> {
  const story = placeByHand(teller, account, ordered, plan.placedAt)
  const payment = choose(story)
  if (plan.end === 'chosen') return
  const transfer = await submit(story, plan, payment)
  if (plan.end === 'awaiting') return
  if (plan.end === 'rejected') return reject(story, transfer)
  const receivedFen = plan.received ?? fen(transfer.claimedFen)
  const confirmedAt = addHours(plan.submittedAt, plan.end === 'checking' ? 2.4 : 5.3)
  const second = needsSecondPerson(ZERO, receivedFen, parseYuan(story.policy.fourEyes.transferPerDay))
  Object.assign(transfer, {
    status: 'checking',
    receivedFen,
    receivedOn: dayOf(plan.submittedAt),
    payerName: account.name,
    payerAccount: `5719${story.dice.digits(11)}`,
    bankRef: `C${dayOf(plan.submittedAt).slice(5).replace('-', '')}QT${story.dice.digits(8)}`,
    remark: `货款 ${payment.outTradeNo}`,
    fourEyes: second ? 'needed' : 'not-needed',
    confirmedBy: story.finance.maker,
    confirmedAt,
  } satisfies Partial<Transfer>)
  decided(story, transfer, 'transfer.confirm', confirmedAt, story.finance.maker)
  if (plan.end === 'checking') return
  finish(story, transfer, payment, second ? addSeconds(confirmedAt, 1_900) : confirmedAt)
}

function choose(story: HandStory): Payment {
  const { books, dice, order, policy, buyer, ordered } = story
  const at = addSeconds(order.placedAt, 70 + dice.roll(100))
  order.expiresAt = addHours(order.placedAt, policy.corporateOrderDays * 24)
  const outTradeNo = withCheck(dice.letters(REMARK_BODY))
  const product = namedAtGateway(ordered)
  const { kind = 'package', quantity, amountFen, productCode } = order
  const payment: Payment = {
    id: dice.idAt(at),
    accountId: order.accountId,
    orderId: order.id,
    channel: 'corporate',
    device: 'desktop',
    outTradeNo,
    status: 'open',
    amountFen,
    description: describePurchase({ kind, quantity, amountFen: fen(amountFen), productCode }, product),
    startedAt: at,
    expiresAt: order.expiresAt,
    recordedAt: at,
  }
  books.payments.push(payment)
  note(story, 'start-payment', at, { userId: buyer, channel: 'corporate' })
  const detail = { changed: true, channel: 'corporate', outTradeNo }
  audit(story, 'payment.open-corporate', at, detail, { byBuyer: true })
  return payment
}

async function submit(story: HandStory, plan: TransferPlan, payment: Payment): Promise<Transfer> {
  const { books, dice, order, policy, buyer } = story
  const at = plan.submittedAt
  const content = await slipOf(story, plan, payment)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const file = {
    id: dice.idAt(at),
    accountId: order.accountId,
    purpose: 'voucher',
    name: `回单-${dayOf(at)}.png`,
    type: 'image/png',
    sha256,
    size: content.length,
    content,
    uploadedBy: buyer,
    uploadedAt: at,
  } as const
  books.files.push(file)
  const transfer: Transfer = {
    id: dice.idAt(at),
    accountId: order.accountId,
    orderId: order.id,
    paymentId: payment.id,
    status: 'awaiting',
    claimedFen: order.amountFen,
    voucherId: file.id,
    voucherSha256: sha256,
    submittedBy: buyer,
    submittedAt: at,
    dueAt: addHours(at, policy.transferReviewHours),
    recordedAt: at,
  }
  books.transfers.push(transfer)
  order.status = 'awaiting-confirmation'
  note(story, 'submit-transfer', at, { userId: buyer, channel: 'corporate' })
  const detail = { transferId: transfer.id, fileId: file.id, claimedFen: String(order.amountFen) }
  audit(story, 'transfer.submit', at, detail, { byBuyer: true })
  return transfer
}

async function slipOf(story: HandStory, plan: TransferPlan, payment: Payment): Promise<Buffer> {
  const { dice, order, policy, account } = story
  const amount = formatYuan(plan.received ?? fen(order.amountFen)).replace(/\B(?=([0-9]{3})+\.)/g, ',')
  const madeAt = addSeconds(plan.submittedAt, -900 - dice.roll(2_000))
  return drawSlip({
    title: '招商银行 电子回单',
    moment: formatInstant(madeAt, 'zh-CN', undefined, { seconds: true }),
    stamp: '回单专用',
    rows: [
      ['付款人', plan.payer ?? account.name],
      ['付款账号', `5719${dice.digits(11)}`],
      ['收款人', policy.payee.name],
      ['收款账号', policy.payee.account],
      ['金额（小写）', `CNY ${amount}`],
      ['附言', formatCode(payment.outTradeNo)],
      ['流水号', `C${dice.digits(4)}QT${dice.digits(8)}`],
    ],
  })
}

function reject(story: HandStory, transfer: Transfer): void {
  const { order, policy, finance } = story
  const at = addHours(transfer.submittedAt, 6.2)
  const rejectReason = '回单金额与订单不符，请核对后重新提交。'
  Object.assign(transfer, { status: 'rejected', rejectReason, rejectedBy: finance.maker, decidedAt: at })
  Object.assign(order, {
    status: 'pending-payment',
    expiresAt: addHours(at, policy.corporateOrderDays * 24),
  })
  note(story, 'reject-transfer', at, { userId: finance.maker, channel: 'corporate' })
  decided(story, transfer, 'transfer.reject', at, finance.maker)
}

/** What approved money does: it pays the order, waits for the rest, or is more than was due. */
function finish(story: HandStory, transfer: Transfer, payment: Payment, at: Date): void {
  const { books, dice, order, policy, finance } = story
  const second = transfer.fourEyes === 'needed' ? finance.checker : null
  const receivedFen = fen(transfer.receivedFen ?? 0n)
  const due = { status: order.status, amountFen: fen(order.amountFen), heldFen: ZERO }
  const { outcome, takenFen, excessFen } = outcomeOf(due, receivedFen)
  Object.assign(transfer, { status: 'confirmed', outcome, approvedBy: second, decidedAt: at })
  if (second) decided(story, transfer, 'transfer.approve', at, second)
  books.bankEntries.push({
    id: dice.idAt(at),
    status: 'expected',
    accountId: order.accountId,
    orderId: order.id,
    transferId: transfer.id,
    ownAccount: policy.payee.account,
    direction: 'credit',
    bookedOn: transfer.receivedOn ?? dayOf(at),
    amountFen: receivedFen,
    currency: 'CNY',
    payerName: transfer.payerName ?? '',
    payerAccount: transfer.payerAccount ?? null,
    bankRef: transfer.bankRef ?? null,
    remark: transfer.remark ?? '',
    recordedAt: at,
  })
  if (outcome === 'part') keep(story, takenFen, at)
  else settle(story, payment, at, second ?? finance.maker)
  if (excessFen > 0n) credit(story, excessFen, at)
}

function keep(story: HandStory, amountFen: Money, at: Date): void {
  const { order, policy, finance } = story
  Object.assign(order, {
    status: 'pending-payment',
    heldFen: amountFen,
    expiresAt: addHours(at, policy.corporateOrderDays * 24),
  })
  note(story, 'accept-part', at, { userId: finance.maker, channel: 'corporate' })
  const { remarkEn, remarkZh } = remarksOf(story)
  post(story, 'part-payment', amountFen, at, {
    remarkEn: `Part of ${remarkEn}`,
    remarkZh: `部分付款：${remarkZh}`,
    postings: keptForCustomer([{ ledger: 'clearing.corporate', amountFen }], 'held-for-customers'),
  })
}

function settle(story: HandStory, payment: Payment, at: Date, userId: string): void {
  const { books, dice, order, ordered } = story
  Object.assign(payment, { status: 'settled', settledAt: at })
  Object.assign(order, { status: 'paid', paidAt: at, paidChannel: 'corporate' })
  note(story, 'settle', at, { userId, channel: 'corporate' })
  const amountFen = fen(order.amountFen)
  const receipts: Receipt[] = [{ ledger: 'clearing.corporate', amountFen }]
  const isPackage = 'product' in ordered
  const postings = orderPaid(receipts, isPackage ? null : { ledger: 'cash' })
  post(story, isPackage ? 'payment' : 'top-up', amountFen, at, { ...remarksOf(story), postings })
  if (!isPackage) return
  books.packages.push({
    id: dice.idAt(at),
    accountId: order.accountId,
    orderId: order.id,
    productCode: order.productCode,
    units: unitsOf(order.quantity),
    remainingUnits: unitsOf(order.quantity),
    validFrom: at,
    expiresAt: endOfValidity(dayOf(at), ordered.product.validityYears),
    recordedAt: at,
  })
}

function credit(story: HandStory, amountFen: Money, at: Date): void {
  const { remarkEn, remarkZh } = remarksOf(story)
  post(story, 'excess', amountFen, at, {
    remarkEn: `More than was due: ${remarkEn}`,
    remarkZh: `多付款项：${remarkZh}`,
    postings: keptForCustomer([{ ledger: 'clearing.corporate', amountFen }], 'cash'),
  })
}

type Fact = Teller['books']['facts'][number]

function post(
  { books, order }: HandStory,
  kind: Fact['kind'],
  amountFen: Money,
  occurredAt: Date,
  said: Pick<Fact, 'remarkEn' | 'remarkZh' | 'postings'>,
): void {
  books.facts.push({
    ...said,
    accountId: order.accountId,
    kind,
    amountFen,
    channel: 'corporate',
    order,
    productCode: kind === 'excess' ? null : order.productCode,
    occurredAt,
  })
}

function decided(story: HandStory, transfer: Transfer, command: string, at: Date, staffId: string): void {
  audit(story, command, at, { orderId: story.order.id }, { staffId, subjectId: transfer.id })
}
