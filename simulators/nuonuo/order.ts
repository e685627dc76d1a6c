import { beijingToMs } from '../clock'
import { object, text, type Json } from '../json'
import { fenOf, millionths } from './amount'
import { invalid } from './error'
import { isPaper, isSpecial, type Detail, type InvoiceLine, type NuonuoInvoice, type Party } from './invoice'

const LINES = ['bs', 'pc', 'es', 'ec'] as const
const MOST_DETAILS = 2000
/** The tax of a line may differ from rate × amount by so much (0.06 yuan). */
const TAX_TOLERANCE_FEN = 6n

type Ordered = Pick<
  NuonuoInvoice,
  'orderNo' | 'line' | 'seller' | 'buyer' | 'clerk' | 'remark' | 'details' | 'callBackUrl'
>

/** Reads the order of a blue invoice; throws what the platform would say to a bad one. */
export function readOrder(content: Json, userTax: string): Ordered {
  const order = object(content['order'])
  const needed = (name: string, most: number) => field(order, name, most, true)
  const optional = (name: string, most: number) => field(order, name, most, false)
  const orderNo = needed('orderNo', 20)
  const line = LINES.find((each) => each === order['invoiceLine'])
  if (!line) throw invalid('发票种类有误')
  if (text(order['invoiceType']) !== '1') throw invalid('开票类型有误')
  if (beijingToMs(needed('invoiceDate', 19)) === null) throw invalid('订单时间格式有误')
  if (isPaper(line) && !text(order['paperInvoiceType'])) throw invalid('纸票票种必填')
  const seller = party(
    needed('salerTaxNum', 20),
    '',
    needed('salerAddress', 100),
    needed('salerTel', 20),
    optional('salerAccount', 200),
  )
  if (seller.taxNum !== userTax) throw invalid('销方税号与授权税号不一致')
  const buyer = party(
    optional('buyerTaxNum', 20),
    needed('buyerName', 100),
    optional('buyerAddress', 100),
    optional('buyerTel', 50),
    optional('buyerAccount', 200),
  )
  checkBuyer(line, buyer, text(order['naturalPersonFlag']) === '1')
  return {
    orderNo,
    line,
    seller,
    buyer,
    clerk: needed('clerk', 20),
    remark: remarkOf(optional('remark', 200), order, seller, buyer),
    details: readDetails(order['invoiceDetail'], line),
    callBackUrl: optional('callBackUrl', 255) || null,
  }
}

/** What of either side is printed among the remarks: 1 the seller's, 2 the buyer's, 3 both; on electronic ones alone. */
function remarkOf(remark: string, order: Json, seller: Party, buyer: Party): string {
  const shown = (name: string) => {
    const value = text(order[name]) || '0'
    if (!/^[0-3]$/.test(value)) throw invalid(`${name}有误`)
    return order['invoiceLine'] === 'pc' || order['invoiceLine'] === 'bs' ? Number(value) : 0
  }
  const [places, banks] = [shown('showAddressTelType'), shown('showBankAccountType')]
  const parts = [
    ...(banks & 1 ? [`销方开户银行及账号：${seller.account}`] : []),
    ...(places & 1 ? [`销方地址电话：${seller.address} ${seller.tel}`] : []),
    ...(banks & 2 ? [`购方开户银行及账号：${buyer.account}`] : []),
    ...(places & 2 ? [`购方地址电话：${[buyer.address, buyer.tel].filter(Boolean).join(' ')}`] : []),
  ]
  return [remark, ...parts].filter(Boolean).join('\n')
}

function party(taxNum: string, name: string, address: string, tel: string, account: string): Party {
  return { taxNum, name, address, tel, account }
}

function checkBuyer(line: InvoiceLine, buyer: Party, natural: boolean): void {
  if (isSpecial(line) && (natural || buyer.taxNum === '')) throw invalid('专票购方税号必填且不能为自然人')
  if (!natural && buyer.taxNum === '') throw invalid('购方为企业的，购方税号必填')
  if (line === 'es' && [buyer.address, buyer.tel, buyer.account].includes(''))
    throw invalid('纸质专票购方地址电话、开户行账号必填')
}

function field(order: Json, name: string, most: number, needed: boolean): string {
  const value = text(order[name])
  if (needed && value === '') throw invalid(`${name}不能为空`)
  if ([...value].length > most) throw invalid(`${name}超过最大长度${most}`)
  return value
}

function readDetails(value: unknown, line: InvoiceLine): Detail[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_DETAILS)
    throw invalid('发票明细有误')
  const details = value.map((each) => readDetail(object(each)))
  if (isSpecial(line) && details.some(({ notTaxed }) => notTaxed)) throw invalid('不征税项目不能开具专票')
  if (details.some(({ notTaxed }) => notTaxed) && !details.every(({ notTaxed }) => notTaxed))
    throw invalid('不征税项目不能与应税项目混开')
  return details
}

function readDetail(detail: Json): Detail {
  const goodsName = field(detail, 'goodsName', 90, true)
  const goodsCode = field(detail, 'goodsCode', 19, true)
  const taxRate = field(detail, 'taxRate', 10, true)
  const [excluded, tax, included] = ['taxExcludedAmount', 'tax', 'taxIncludedAmount'].map((name) =>
    fenOf(detail[name]),
  )
  if (!/^\d{19}$/.test(goodsCode)) throw invalid('商品编码必须为19位数字')
  if (excluded == null || tax == null || included == null || included <= 0n) throw invalid('金额格式有误')
  if (excluded + tax !== included) throw invalid('含税金额不等于不含税金额加税额')
  const notTaxed = text(detail['favouredPolicyFlag']) === '04'
  checkTax(taxRate, excluded, tax, notTaxed)
  return { goodsName, goodsCode, taxRate, notTaxed, excludedFen: String(excluded), taxFen: String(tax) }
}

function checkTax(taxRate: string, excluded: bigint, tax: bigint, notTaxed: boolean): void {
  const rate = millionths(taxRate)
  if (rate === null) throw invalid('税率不合法')
  if (notTaxed !== (rate === 0n)) throw invalid('税率与优惠政策标识不符')
  const difference = tax * 1_000_000n - excluded * rate
  const within = TAX_TOLERANCE_FEN * 1_000_000n
  if (difference > within || difference < -within) throw invalid('税额与不含税金额乘税率相差过大')
}
