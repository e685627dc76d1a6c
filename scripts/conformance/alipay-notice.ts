import { readNotice } from '../../lib/gateway/alipay/notice'
import { textOr, type Suite } from './suite'

export const alipayNotice: Suite = (input) => {
  const notice = readNotice({
    body: textOr(input['body'], ''),
    alipayPublicKey: textOr(input['alipayPublicKey'], ''),
    appId: textOr(input['appId'], ''),
    sellerId: textOr(input['sellerId'], ''),
  })
  const { verified, outcome, outTradeNo, fen } = notice
  return { verified, outcome, outTradeNo, fen: fen === null ? null : String(fen) }
}
