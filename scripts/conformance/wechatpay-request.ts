import { buildMessage } from '../../lib/gateway/wechatpay/signature'
import { errorOf, textOr, wholeNumber, type Suite } from './suite'

export const wechatpayRequest: Suite = (input) => {
  const { method, url, nonce } = input
  const timestamp = wholeNumber(input['timestamp'])
  if (
    typeof method !== 'string' ||
    typeof url !== 'string' ||
    typeof nonce !== 'string' ||
    timestamp === null
  ) {
    return { message: null, error: 'method, url and nonce must be texts and timestamp a whole number' }
  }
  try {
    const body = textOr(input['body'], '')
    return { message: buildMessage({ method, url, timestamp: String(timestamp), nonce, body }) }
  } catch (error) {
    return { message: null, ...errorOf(error) }
  }
}
