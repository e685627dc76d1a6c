import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { FaultBoard, Operation } from '../faults'
import { html, json, unanswered, type Answer, type Call, type Route } from '../http'
import { parseObject, type Json } from '../json'
import type { PlatformKey } from '../keys'
import { paramError, WechatError, type Outcome } from './outcome'
import { checkMerchant } from './orders'
import type { Signer } from './signer'

export interface ApiOptions {
  signer: Signer
  faults: FaultBoard
}

export interface Operated {
  method: 'GET' | 'POST'
  path: string
  operation: Operation
  /** The call must name its merchant in the query or in the body. */
  namesMerchant: boolean
  run: (call: Call, body: Json) => Outcome
}

/** A route of the API: authenticated, carried out, answered with a signature, and hit by the faults that are set. */
export function apiRoute(options: ApiOptions, operated: Operated): Route {
  const { faults } = options
  const { operation } = operated
  return {
    method: operated.method,
    path: `/wechatpay${operated.path}`,
    async handle(call) {
      if (faults.takeNext('wechatpay', 'failNext', operation)) return refusal(systemError())
      try {
        checkHeaders(call)
        const key = options.signer.keyForAnswer(headerOf(call, 'wechatpay-serial'))
        const outcome = carryOut(options, operated, call)
        await setTimeout(faults.of('wechatpay').slowMs)
        if (faults.takeNext('wechatpay', 'timeoutNext', operation)) return unanswered
        if (faults.takeNext('wechatpay', 'nonsenseNext', operation))
          return html(200, '<p>502 Bad Gateway</p>')
        return await signedAnswer(options, outcome, key, operation)
      } catch (error) {
        if (error instanceof WechatError) return refusal(error)
        throw error
      }
    },
  }
}

function carryOut(options: ApiOptions, operated: Operated, call: Call): Outcome {
  const mchid = options.signer.authenticate(call)
  const body = operated.method === 'GET' ? {} : parseObject(call.body)
  if (!body) throw paramError('body', '', '请求体不是JSON对象')
  checkMerchant(call, body, mchid, operated.namesMerchant)
  return operated.run(call, body)
}

async function signedAnswer(
  options: ApiOptions,
  outcome: Outcome,
  key: PlatformKey,
  operation: Operation,
): Promise<Answer> {
  const body = outcome.content === null ? '' : JSON.stringify(outcome.content)
  const kind = options.faults.takeNext('wechatpay', 'badSignatureNext', operation) ? 'bad' : 'good'
  const headers: Record<string, string> = {
    ...(await options.signer.sign(body, key, kind)),
    'request-id': requestId(),
  }
  if (outcome.status === 204) return { status: 204, headers }
  return {
    status: outcome.status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body,
  }
}

function refusal(error: WechatError): Answer {
  const { code, message, detail } = error
  const answer = json(error.status, { code, message, ...(detail === undefined ? {} : { detail }) })
  return { ...answer, headers: { ...answer.headers, 'request-id': requestId() } }
}

function systemError(): WechatError {
  return new WechatError(500, 'SYSTEM_ERROR', '系统异常，请稍后重试')
}

function checkHeaders(call: Call): void {
  const accept = call.headers.accept ?? ''
  if (!call.headers['user-agent'] || !/application\/json|\*\/\*/.test(accept)) {
    throw new WechatError(400, 'PARAM_ERROR', 'Http头缺少Accept或User-Agent')
  }
  const isJson = (call.headers['content-type'] ?? '').startsWith('application/json')
  if (call.method === 'POST' && !isJson)
    throw new WechatError(400, 'PARAM_ERROR', 'Content-Type须为application/json')
}

function headerOf(call: Call, name: string): string | undefined {
  const value = call.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function requestId(): string {
  return randomUUID().replaceAll('-', '').toUpperCase()
}
