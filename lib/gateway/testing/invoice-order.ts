import type { Day } from '@/lib/kernel/calendar'
import { fen } from '@/lib/kernel/money'
import type { ChannelInvoiceKind, ChannelLine, InvoiceOrder, RedFormOrder } from '../invoice-channel'

export const SELLER = {
  legalName: '云账科技（上海）有限公司',
  taxpayerId: '91310115MA1K4A9T3H',
  address: '上海市浦东新区张江路 88 号',
  phone: '021-55550100',
  bankName: '招商银行上海分行',
  bankAccount: '121938475610302',
  clerk: '林晓',
}

export const BUYER = {
  kind: 'enterprise' as const,
  name: '杭州云杉科技有限公司',
  taxpayerId: '91330100799655058B',
  address: '杭州市滨江区江南大道 1 号',
  phone: '0571-88880000',
  bankName: '中国银行杭州分行',
  bankAccount: '571900123410901',
  email: 'finance@acme.example',
}

const LINE: ChannelLine = {
  name: '认证服务费',
  taxCode: '3040205000000000000',
  taxTreatment: '0.06',
  amountFen: fen(500_000),
  exclusiveFen: fen(471_698),
  taxFen: fen(28_302),
}

/** An order of one line, 5,000.00 with its tax. */
export function orderOf(
  requestNo: string,
  kind: ChannelInvoiceKind = 'e_general',
  line: Partial<ChannelLine> = {},
): InvoiceOrder {
  return {
    ...{ requestNo, kind, seller: SELLER, buyer: BUYER },
    orderedAt: new Date('2026-11-21T02:00:00Z'),
    lines: [{ ...LINE, ...line }],
    remark: 'PO 4711',
    notifyUrl: '',
  }
}

/** A form that reverses such an invoice, whole unless parts are given. */
export function redOrderOf(
  requestNo: string,
  blue: { readonly number: string; readonly issuedOn: Day },
  line: Partial<ChannelLine> = {},
): RedFormOrder {
  const whole = { amountFen: fen(-500_000), exclusiveFen: fen(-471_698), taxFen: fen(-28_302) }
  return {
    ...{ requestNo, kind: 'e_general', reason: 'issued-in-error', seller: SELLER, buyer: BUYER },
    blueNumber: blue.number,
    blueIssuedOn: blue.issuedOn,
    lines: [{ ...LINE, ...whole, ...line }],
  }
}
