import type { Json } from '../json'

/** A refusal in the protocol's words: HTTP status, code, message and detail. */
export class WechatError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: Json,
  ) {
    super(message)
  }
}

export function paramError(field: string, value: unknown, issue: string): WechatError {
  return new WechatError(400, 'PARAM_ERROR', `参数错误：${issue}`, { field, value, issue, location: 'body' })
}

/** What a call comes to: a status and the JSON that is sent with it; no content means an empty body. */
export interface Outcome {
  status: 200 | 204
  content: Json | null
}
