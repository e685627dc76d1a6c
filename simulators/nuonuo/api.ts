import { setTimeout } from 'node:timers/promises'
import type { Operation } from '../faults'
import { html, json, unanswered, type Answer, type Call, type Route } from '../http'
import { parseObject, type Json } from '../json'
import type { KeyFile } from '../keys'
import { cancelPaper, queryResult, requestBilling, retry, type NuonuoDesk } from './desk'
import { documentOf, FORMATS } from './documents'
import { NuonuoError } from './error'
import { cancelForm, issueRedOf, queryForms, saveForm } from './red-forms'
import { isSignedBy } from './signature'

interface Operated {
  operation: Operation
  run: (desk: NuonuoDesk, content: Json, userTax: string) => unknown
}

const METHODS = new Map<string, Operated>([
  ['requestBillingNew', { operation: 'issue', run: requestBilling }],
  ['queryInvoiceResult', { operation: 'query', run: queryResult }],
  ['reInvoice', { operation: 'retry', run: retry }],
  ['invoiceCancellation', { operation: 'void', run: cancelPaper }],
  ['saveInvoiceRedConfirm', { operation: 'red-form', run: saveForm }],
  ['queryInvoiceRedConfirm', { operation: 'query', run: queryForms }],
  // The tax bureau and the platform are one here, so there is nothing to bring over.
  ['refreshInvoiceRedConfirm', { operation: 'query', run: () => null }],
  ['confirmInfoCancel', { operation: 'red-form', run: cancelForm }],
  ['fastInvoiceRed', { operation: 'red-issue', run: issueRedOf }],
])

/** Calls whose timestamps are further off are somebody else's, kept and sent again. */
const TIMESTAMP_TOLERANCE_SECONDS = 600

/** The one address of the API, and the files of what was issued. */
export function nuonuoRoutes(desk: NuonuoDesk, keys: KeyFile): Route[] {
  return [
    { method: 'POST', path: '/nuonuo/open/v1/services', handle: (call) => answerCall(desk, keys, call) },
    { method: 'GET', path: '/nuonuo/files/:serial/:name', handle: (call) => answerFile(desk, call) },
  ]
}

async function answerCall(desk: NuonuoDesk, keys: KeyFile, call: Call): Promise<Answer | typeof unanswered> {
  const { faults } = desk
  const name = header(call, 'method').replace(/^nuonuo\.OpeMplatform\./, '')
  const operated = METHODS.get(name)
  const operation = operated?.operation ?? 'query'
  if (faults.takeNext('nuonuo', 'failNext', operation)) return html(500, '<p>Internal Server Error</p>')
  const answer = carryOut(desk, keys, call, operated)
  await setTimeout(faults.of('nuonuo').slowMs)
  if (faults.takeNext('nuonuo', 'timeoutNext', operation)) return unanswered
  if (faults.takeNext('nuonuo', 'nonsenseNext', operation)) return html(200, '<p>502 Bad Gateway</p>')
  return json(200, answer)
}

function carryOut(desk: NuonuoDesk, keys: KeyFile, call: Call, operated: Operated | undefined): Json {
  try {
    checkCall(keys, call)
    const content = parseObject(call.body)
    if (!operated || !content) throw new NuonuoError('070102', '请求方法或报文有误')
    const result = operated.run(desk, content, header(call, 'usertax'))
    return { code: 'E0000', describe: '请求成功', result }
  } catch (error) {
    if (!(error instanceof NuonuoError)) throw error
    return { code: error.code, describe: error.message }
  }
}

function checkCall(keys: KeyFile, call: Call): void {
  const { appKey, appSecret, accessToken } = keys.ring.nuonuo
  const [senid, nonce, timestamp, given] = ['senid', 'nonce', 'timestamp', 'appkey'].map(
    (name) => call.query.get(name) ?? '',
  )
  if (given !== appKey) throw new NuonuoError('070101', '获取app密钥失败或appkey无效')
  if (!/^\w{32}$/.test(senid ?? '') || !/^\d{8}$/.test(nonce ?? ''))
    throw new NuonuoError('070103', '公共参数有误')
  const path = call.rawUrl.split('?')[0] ?? ''
  const signed = {
    path,
    appKey,
    senid: senid ?? '',
    nonce: nonce ?? '',
    timestamp: timestamp ?? '',
    body: call.body,
  }
  if (!isSignedBy(appSecret, signed, header(call, 'x-nuonuo-sign')))
    throw new NuonuoError('070104', '签名校验失败')
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= TIMESTAMP_TOLERANCE_SECONDS))
    throw new NuonuoError('070105', '时间戳超出范围')
  if (header(call, 'accesstoken') !== accessToken) throw new NuonuoError('070304', 'accessToken无效')
  if (header(call, 'usertax') === '') throw new NuonuoError('070307', '授权税号不能为空')
}

function header(call: Call, name: string): string {
  const value = call.headers[name]
  return typeof value === 'string' ? value : ''
}

/** For whoever holds the address, as the real ones are. */
function answerFile({ invoices, faults }: NuonuoDesk, call: Call): Answer | typeof unanswered {
  const invoice = invoices.get(call.params['serial'] ?? '')
  const format = FORMATS.find((each) => call.params['name'] === `${invoice?.number}.${each}`)
  if (!invoice || !format || invoice.issuedAt === null) return json(404, { error: 'There is no such file.' })
  if (faults.takeNext('nuonuo', 'failNext', 'file')) return html(500, '<p>Internal Server Error</p>')
  if (faults.takeNext('nuonuo', 'timeoutNext', 'file')) return unanswered
  if (faults.of('nuonuo').wrongFiles || faults.takeNext('nuonuo', 'nonsenseNext', 'file'))
    return html(200, '<p>502 Bad Gateway</p>')
  const { type, content } = documentOf(invoice, format)
  return {
    status: 200,
    headers: { 'content-type': type, 'content-length': String(content.length) },
    body: content,
  }
}
