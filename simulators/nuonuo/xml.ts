import { beijing } from '../clock'
import { inCapitals, signedYuan, sumOf } from './amount'
import { buyerNameOf, escaped, HEAD, totalsOf } from './face'
import { isSpecial, type Detail, type NuonuoInvoice } from './invoice'

/** The data file of an e-invoice, by the tag tree that the tax bureau's files have. */
export function xmlOf(invoice: NuonuoInvoice): string {
  const day = beijing(invoice.issuedAt ?? 0).slice(0, 10)
  return `${HEAD}${tag('EInvoice', [
    header(invoice),
    content(invoice),
    tag(
      'TaxSupervisionInfo',
      fields({
        InvoiceNumber: invoice.number ?? '',
        IssueTime: day,
        TaxBureauCode: '13100000000',
        TaxBureauName: '国家税务总局',
      }),
    ),
  ])}`
}

function header({ number, colour, line }: NuonuoInvoice): string {
  const special = isSpecial(line)
  return tag('Header', [
    ...fields({ EIid: number ?? '', EInvoiceTag: 'SWEI3200', Version: '0.2' }),
    tag('InherentLabel', [
      label('InIssuType', colour === 'blue' ? 'Y' : 'N', '是否蓝字发票标志'),
      label('EInvoiceType', '01', '电子发票'),
      label('GeneralOrSpecialVAT', special ? '01' : '02', special ? '增值税专用发票' : '普通发票'),
    ]),
  ])
}

function content(invoice: NuonuoInvoice): string {
  const { seller, buyer, details, blueNumber, billNo, remark } = invoice
  return tag('EInvoiceData', [
    tag(
      'SellerInformation',
      fields({
        SellerIdNum: seller.taxNum,
        SellerName: seller.name,
        SellerAddr: seller.address,
        SellerTelNum: seller.tel,
      }),
    ),
    tag(
      'BuyerInformation',
      fields({
        BuyerIdNum: buyer.taxNum,
        BuyerName: buyerNameOf(invoice),
        BuyerAddr: buyer.address,
        BuyerTelNum: buyer.tel,
      }),
    ),
    basics(invoice),
    ...details.map(item),
    ...(blueNumber === null ? [] : [reversal(blueNumber, billNo ?? '')]),
    tag('AdditionalInformation', fields({ Remark: remark })),
  ])
}

function basics(invoice: NuonuoInvoice): string {
  const { excludedFen, taxFen, includedFen } = totalsOf(invoice)
  return tag(
    'BasicInformation',
    fields({
      TotalAmWithoutTax: signedYuan(excludedFen),
      TotalTaxAm: signedYuan(taxFen),
      'TotalTax-includedAmount': signedYuan(includedFen),
      'TotalTax-includedAmountInChinese': inCapitals(includedFen),
      Drawer: invoice.clerk,
      RequestTime: beijing(invoice.issuedAt ?? 0),
    }),
  )
}

function item(detail: Detail): string {
  return tag(
    'IssuItemInformation',
    fields({
      ItemName: detail.goodsName,
      Amount: signedYuan(detail.excludedFen),
      TaxRate: detail.notTaxed ? '不征税' : detail.taxRate,
      ComTaxAm: signedYuan(detail.taxFen),
      TotaltaxIncludedAmount: signedYuan(sumOf([detail.excludedFen, detail.taxFen])),
      TaxClassificationCode: detail.goodsCode,
    }),
  )
}

function reversal(blueNumber: string, billNo: string): string {
  const red = fields({ OriginalInvoiceCode: blueNumber, CreditNoteNumber: billNo })
  return tag('SpecificInformation', [tag('RedEInvoice', red)])
}

function tag(name: string, children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`
}

function fields(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => tag(name, [escaped(value)]))
}

function label(name: string, code: string, words: string): string {
  return tag(name, fields({ LabelCode: code, LabelName: words }))
}
