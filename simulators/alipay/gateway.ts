import { setTimeout } from 'node:timers/promises'
import { beijingToMs } from '../clock'
import type { Operation } from '../faults'
import { html, seeOther, unanswered, type Answer, type Call, type Route } from '../http'
import { parseObject, text, type Json } from '../json'
import { acceptPageOrder, closeTrade, queryTrade, type AlipayDesk } from './desk'
import { AlipayError } from './error'
import { queryRefund, refundTrade } from './refunds'
import type { AlipaySigner } from './signer'
import { signedText } from './signature'
import { readPageOrder, type AlipayTrade } from './trade'

type Params = ReadonlyMap<string, string>

interface Operated {
  operation: Operation
  run: (desk: AlipayDesk, biz: Json) => Json
}

const METHODS = new Map<string, Operated>([
  ['alipay.trade.query', { operation: 'query', run: queryTrade }],
  ['alipay.trade.close', { operation: 'close', run: closeTrade }],
  ['alipay.trade.refund', { operation: 'refund', run: refundTrade }],
  ['alipay.trade.fastpay.refund.query', { operation: 'refund-query', run: queryRefund }],
])

export interface GatewayOptions {
  desk: AlipayDesk
  signer: AlipaySigner
  appId: string
  baseUrl: () => string
}

/** The one address of Alipay's merchant API. Parameters may be parted between query and body as the caller likes. */
export function gatewayRoutes(options: GatewayOptions): Route[] {
  const handle = (call: Call) => {
    const params = new Map([...call.query, ...new URLSearchParams(call.body)])
    const method = params.get('method') ?? ''
    const isPage = method === 'alipay.trade.page.pay' || method === 'alipay.trade.wap.pay'
    return isPage ? answerPage(options, method, params) : answerCall(options, method, params)
  }
  return ['GET', 'POST'].map((method) => ({ method, path: '/alipay/gateway.do', handle }))
}

/** A page payment is opened by the buyer's browser, so its refusals are pages too. */
function answerPage(options: GatewayOptions, page: AlipayTrade['page'], params: Params): Answer {
  try {
    checkRequest(options, params)
    const order = readPageOrder(page, bizContent(params), options.desk.clock.now())
    const notifyUrl = params.get('notify_url') || null
    const returnUrl = params.get('return_url') || null
    acceptPageOrder(options.desk, { ...order, page, notifyUrl, returnUrl })
    return seeOther(`${options.baseUrl()}/cashier/alipay/${encodeURIComponent(order.outTradeNo)}`)
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error
    return html(
      400,
      `<!doctype html><title>Alipay 支付宝</title><h1>${error.subCode}</h1><p>${error.message}</p>`,
    )
  }
}

async function answerCall(
  options: GatewayOptions,
  method: string,
  params: Params,
): Promise<Answer | typeof unanswered> {
  const { desk, signer } = options
  const operated = METHODS.get(method)
  const operation = operated?.operation ?? 'query'
  if (desk.faults.takeNext('alipay', 'failNext', operation)) return html(500, '<p>Internal Server Error</p>')
  const node = carryOut(options, operated, params)
  await setTimeout(desk.faults.of('alipay').slowMs)
  if (desk.faults.takeNext('alipay', 'timeoutNext', operation)) return unanswered
  if (desk.faults.takeNext('alipay', 'nonsenseNext', operation)) return html(200, '<p>502 Bad Gateway</p>')
  // A refusal of the request as a whole bears no signature.
  if (!operated) return jsonText(`{"error_response":${nodeText(node)}}`)
  const raw = nodeText(node)
  const kind = desk.faults.takeNext('alipay', 'badSignatureNext', operation) ? 'bad' : 'good'
  const signature = await signer.signText(raw, kind)
  return jsonText(`{"${method.replaceAll('.', '_')}_response":${raw},"sign":"${signature}"}`)
}

function carryOut(options: GatewayOptions, operated: Operated | undefined, params: Params): Json {
  try {
    checkRequest(options, params)
    if (!operated) throw new AlipayError('40002', 'isv.invalid-method', '不存在的方法名')
    return { code: '10000', msg: 'Success', ...operated.run(options.desk, bizContent(params)) }
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error
    return { code: error.code, msg: error.words, sub_code: error.subCode, sub_msg: error.message }
  }
}

/** Alipay escapes the slash, and what it signs are the bytes of the node as they stand. */
function nodeText(node: Json): string {
  return JSON.stringify(node).replaceAll('/', '\\/')
}

function jsonText(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body }
}

function checkRequest({ signer, appId }: GatewayOptions, params: Params): void {
  for (const name of ['method', 'app_id', 'sign_type', 'sign', 'timestamp', 'version', 'charset']) {
    if (!params.get(name))
      throw new AlipayError('40001', `isv.missing-${name.replace('_', '-')}`, `缺少参数${name}`)
  }
  if (params.get('app_id') !== appId) throw new AlipayError('40002', 'isv.invalid-app-id', '无效的AppID参数')
  if (params.get('sign_type') !== 'RSA2') throw invalid('isv.invalid-signature-type', '无效的签名类型')
  if (params.get('version') !== '1.0') throw invalid('isv.unsupported-version', '不支持的版本号')
  if (params.get('charset')?.toLowerCase() !== 'utf-8') throw invalid('isv.invalid-charset', '字符集错误')
  if (beijingToMs(params.get('timestamp') ?? '') === null)
    throw invalid('isv.invalid-timestamp', '非法的时间戳参数')
  if (!signer.isFromMerchant(signedText(params, []), params.get('sign') ?? '')) {
    throw invalid('isv.invalid-signature', '无效签名')
  }
}

function bizContent(params: Params): Json {
  const biz = parseObject(text(params.get('biz_content')))
  if (!biz) throw invalid('isv.invalid-parameter', 'biz_content须为JSON对象')
  return biz
}

function invalid(subCode: string, message: string): AlipayError {
  return new AlipayError('40002', subCode, message)
}
