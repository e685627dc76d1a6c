import type { CashierView } from '../channel'
import type { Channel } from '../faults'
import { yuan } from '../money'

export interface CashierPage {
  channel: Channel
  view: CashierView
  declined: boolean
  /** Where the browser goes after the buyer's decision; null for this page. */
  redirectUrl: string | null
}

const NAMES = {
  wechatpay: { english: 'WeChat Pay', chinese: '微信支付', color: '#07804a' },
  alipay: { english: 'Alipay', chinese: '支付宝', color: '#0b63d6' },
} as const

const STATES = {
  open: { english: 'Waiting for payment', chinese: '等待付款' },
  paid: { english: 'Paid', chinese: '已付款' },
  refunded: { english: 'Refunded', chinese: '已退款' },
  closed: { english: 'Closed', chinese: '已关闭' },
  expired: { english: 'Expired', chinese: '已过期' },
  declined: { english: 'Declined', chinese: '已拒绝，未付款' },
} as const

/** The page on which a person plays the buyer. It works without scripts, in light and dark, on a phone. */
export function cashierPage(page: CashierPage): string {
  const { view } = page
  const name = NAMES[page.channel]
  const state = STATES[page.declined && view.state === 'open' ? 'declined' : view.state]
  const body = `<p class="channel">${name.english} <span lang="zh-CN">${name.chinese}</span></p>
<h1><small>¥</small>${grouped(yuan(view.fen))}</h1>
<p class="state" role="status"><strong>${state.english}</strong> <span lang="zh-CN">${state.chinese}</span></p>
<dl>
<dt>Payment for <span lang="zh-CN">商品</span></dt><dd>${escape(view.description)}</dd>
<dt>Order number <span lang="zh-CN">商户订单号</span></dt><dd class="number">${escape(view.outTradeNo)}</dd>
</dl>
${buttons(page)}
<p class="note">Simulated: no money moves. <span lang="zh-CN">模拟收银台，不产生真实扣款。</span></p>`
  return layout(`${name.english} – ¥${yuan(view.fen)}`, name.color, body)
}

export function unknownPaymentPage(channel: Channel, outTradeNo: string): string {
  const name = NAMES[channel]
  const body = `<p class="channel">${name.english} <span lang="zh-CN">${name.chinese}</span></p>
<h1 class="words">No such payment</h1>
<p lang="zh-CN">没有这笔付款</p>
<p>Nothing was ordered under the number <span class="number">${escape(outTradeNo)}</span>.</p>`
  return layout('No such payment', name.color, body)
}

function buttons({ channel, view, declined, redirectUrl }: CashierPage): string {
  const base = `/cashier/${channel}/${encodeURIComponent(view.outTradeNo)}`
  const back =
    redirectUrl === null ? '' : `<p><a href="${escape(redirectUrl)}">Back to the merchant 返回商家</a></p>`
  if (view.state !== 'open') return back
  if (declined) return `<p><a href="${base}">Pay after all <span lang="zh-CN">重新付款</span></a></p>${back}`
  const hidden =
    redirectUrl === null ? '' : `<input type="hidden" name="redirect_url" value="${escape(redirectUrl)}">`
  return `<div class="buttons">
<form method="post" action="${base}/pay">${hidden}<button class="main">Pay</button></form>
<form method="post" action="${base}/decline">${hidden}<button>Decline</button></form>
</div>`
}

function layout(title: string, color: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>
:root { --brand: ${color}; --ink: #16181d; --soft: #5a6069; --paper: #fff; --ground: #f3f4f6; --line: #d9dce1 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceef1; --soft: #a9b0ba; --paper: #1c1f24; --ground: #111317; --line: #363b43 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px;
  background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif }
main { width: 100%; max-width: 400px; background: var(--paper); border: 1px solid var(--line);
  border-top: 4px solid var(--brand); border-radius: 12px; padding: 24px }
.channel { margin: 0; color: var(--soft) }
h1 { margin: 8px 0 0; font-size: 40px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums }
h1.words { font-size: 24px }
h1 small { font-size: 24px; margin-right: 4px }
.state { margin: 4px 0 16px }
dl { margin: 0 0 20px; border-top: 1px solid var(--line) }
dt { margin-top: 12px; font-size: 14px; color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere }
.number { font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
.buttons { display: grid; gap: 12px }
button { width: 100%; min-height: 48px; font: inherit; font-weight: 600; border-radius: 8px; cursor: pointer;
  border: 1px solid var(--line); background: transparent; color: inherit }
button.main { background: var(--brand); border-color: var(--brand); color: #fff }
button:focus-visible, a:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px }
a { color: inherit }
.note { margin: 20px 0 0; font-size: 14px; color: var(--soft) }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

function grouped(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+\.)/g, ',')
}

function escape(source: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return source.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
