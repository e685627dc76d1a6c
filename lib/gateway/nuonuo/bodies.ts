import { formatYuan } from '@/lib/kernel/money'
import { beijingTime } from '../beijing-time'
import type { ChannelBuyer, ChannelLine, InvoiceOrder, RedFormOrder } from '../invoice-channel'
import { lines, redReasons } from './words'

const NOT_TAXED = 'not-taxed'
/** 不征税, which is neither exempt (03) nor an ordinary rate of nought. */
const NOT_TAXED_FLAG = '04'

/** The `order` of requestBillingNew. All three amounts of a line go along: what is missing Nuonuo computes its own way. */
export function orderBody(order: InvoiceOrder): object {
  const { seller, buyer } = order
  return {
    order: {
      orderNo: order.requestNo,
      invoiceDate: beijingTime(order.orderedAt),
      invoiceType: '1',
      ...lines[order.kind],
      salerTaxNum: seller.taxpayerId,
      salerTel: seller.phone,
      salerAddress: seller.address,
      salerAccount: `${seller.bankName} ${seller.bankAccount}`.trim(),
      clerk: seller.clerk,
      ...buyerPart(buyer),
      ...shownPart(order),
      // The product mails its invoices itself: a second mail from elsewhere would confuse.
      pushMode: '-1',
      remark: order.remark,
      callBackUrl: order.notifyUrl,
      invoiceDetail: order.lines.map(detail),
    },
  }
}

function buyerPart(buyer: ChannelBuyer): object {
  const account = [buyer.bankName, buyer.bankAccount].filter(Boolean).join(' ')
  return {
    buyerName: buyer.name,
    buyerTaxNum: buyer.taxpayerId ?? '',
    buyerTel: buyer.phone ?? '',
    buyerAddress: buyer.address ?? '',
    buyerAccount: account,
    naturalPersonFlag: buyer.kind === 'individual' ? '1' : '0',
  }
}

/** Of both: 0 shows neither side's, 2 the buyer's alone. */
const NOT_SHOWN = '0'
const BUYER_SHOWN = '2'

/**
 * What of the buyer's address, phone, bank and account is printed among the remarks: whatever is filled in, as in the tax
 * bureau's workbook. Electronic invoices have no other place for it, and show none unless they are told to.
 */
function shownPart({ kind, buyer }: InvoiceOrder): object {
  if (kind === 'paper_general' || kind === 'paper_special') return {}
  const { address, phone, bankName, bankAccount } = buyer
  return {
    showAddressTelType: (address ?? '') || (phone ?? '') ? BUYER_SHOWN : NOT_SHOWN,
    showBankAccountType: (bankName ?? '') || (bankAccount ?? '') ? BUYER_SHOWN : NOT_SHOWN,
  }
}

function detail(line: ChannelLine): object {
  return {
    goodsName: line.name,
    goodsCode: line.taxCode,
    withTaxFlag: '1',
    ...taxPart(line),
    taxExcludedAmount: formatYuan(line.exclusiveFen),
    tax: formatYuan(line.taxFen),
    taxIncludedAmount: formatYuan(line.amountFen),
    invoiceLineProperty: '0',
  }
}

function taxPart({ taxTreatment }: ChannelLine): object {
  return taxTreatment === NOT_TAXED
    ? { taxRate: '0', favouredPolicyFlag: NOT_TAXED_FLAG }
    : { taxRate: taxTreatment, favouredPolicyFlag: '0' }
}

/**
 * The body of saveInvoiceRedConfirm. An invoice issued in error is reversed whole, without lines; all else names the
 * blue lines it reverses. `orderNo` becomes the red invoice's, which is asked for by it.
 */
export function redFormBody(order: RedFormOrder, blueNumber: string): object {
  const whole = order.reason === 'issued-in-error'
  return {
    billId: order.requestNo,
    orderNo: order.requestNo,
    blueInvoiceLine: lines[order.kind].invoiceLine,
    applySource: '0',
    ...(blueNumber.length === 20 ? { blueElecInvoiceNumber: blueNumber } : { blueInvoiceNumber: blueNumber }),
    sellerTaxNo: order.seller.taxpayerId,
    sellerName: order.seller.legalName,
    buyerTaxNo: order.buyer.taxpayerId ?? '',
    buyerName: order.buyer.name,
    redReason: redReasons[order.reason],
    ...(whole ? {} : { detail: order.lines.map(redDetail) }),
  }
}

function redDetail(line: ChannelLine, position: number): object {
  return {
    blueDetailIndex: String(line.blueLine ?? position + 1),
    goodsName: line.name,
    goodsCode: line.taxCode,
    ...taxPart(line),
    taxExcludedAmount: formatYuan(line.exclusiveFen),
    taxAmount: formatYuan(line.taxFen),
  }
}
