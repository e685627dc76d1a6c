import { html, seeOther, type Answer, type Call, type Route } from '../http'
import type { WechatDesk } from './orders'
import type { WechatPayment } from './payment'

/** An h5_url can be opened for five minutes. */
const OPENS_FOR_MS = 5 * 60_000

/** Where an h5_url leads: it looks at who opens it and hands over to WeChat, here to the cashier page. */
export function phonePageRoute(desk: WechatDesk): Route {
  return {
    method: 'GET',
    path: '/wechatpay/cgi-bin/mmpayweb-bin/checkmweb',
    handle(call) {
      const prepayId = call.query.get('prepay_id') ?? ''
      const payment = [...desk.payments.values()].find(({ token }) => `wx${token}` === prepayId)
      const refusal = refusalOf(payment, call, desk.clock.now())
      if (refusal !== null || !payment) return refused(refusal ?? '')
      const back = call.query.get('redirect_url')
      const query = back === null ? '' : `?${new URLSearchParams({ redirect_url: back }).toString()}`
      return seeOther(`${desk.baseUrl()}/cashier/wechatpay/${encodeURIComponent(payment.outTradeNo)}${query}`)
    },
  }
}

/** The sentences are WeChat's own, as its documents of H5 payments list them among the frequent troubles. */
function refusalOf(payment: WechatPayment | undefined, call: Call, now: number): string | null {
  if (!payment || now - payment.tokenAt > OPENS_FOR_MS) return '支付请求已失效，请重新发起支付'
  if (/MicroMessenger/i.test(call.headers['user-agent'] ?? '')) return '请在微信外打开订单，进行支付'
  const { referer } = call.headers
  if (referer === undefined || !URL.canParse(referer)) return '商家参数格式有误，请联系商家解决'
  // The merchant registers a domain at WeChat; here the one that is notified counts as registered.
  const registered = new URL(payment.notifyUrl).hostname
  return new URL(referer).hostname === registered ? null : '商家存在未配置的参数，请联系商家解决'
}

function refused(sentence: string): Answer {
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
  return html(
    400,
    `<!doctype html><html lang="zh-CN">${head}<title>微信支付</title><h1>微信支付</h1><p>${sentence}</p></html>`,
  )
}
