import { ControlError, type PaymentChannel } from '../channel'
import { isChannel, type Channel } from '../faults'
import { html, json, seeOther, type Answer, type Call, type Route } from '../http'
import { cashierPage, unknownPaymentPage } from './page'

type Channels = Record<Channel, PaymentChannel>

/** The pages on which a person pays or declines. */
export function cashierRoutes(channels: Channels): Route[] {
  const path = '/cashier/:channel/:number'
  return [
    { method: 'GET', path, handle: (call) => withChannel(call, (channel) => show(channels, channel, call)) },
    {
      method: 'POST',
      path: `${path}/pay`,
      handle: (call) => withChannel(call, (channel) => pay(channels, channel, call)),
    },
    {
      method: 'POST',
      path: `${path}/decline`,
      handle: (call) => withChannel(call, (channel) => decline(channels, channel, call)),
    },
  ]
}

function withChannel(
  call: Call,
  run: (channel: Channel) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  const channel = call.params['channel']
  return isChannel(channel) ? run(channel) : json(404, { error: 'There is no such channel.' })
}

async function show(channels: Channels, channel: Channel, call: Call): Promise<Answer> {
  const number = call.params['number'] ?? ''
  const view = channels[channel].openCashier(number)
  if (!view) return html(404, unknownPaymentPage(channel, number))
  const isDone = view.state === 'paid' || view.state === 'refunded'
  const given = webAddress(call.query.get('redirect_url'))
  const redirectUrl = given ?? (await channels[channel].returnAddress(number, isDone ? 'paid' : 'declined'))
  return html(200, cashierPage({ channel, view, declined: call.query.has('declined'), redirectUrl }))
}

async function pay(channels: Channels, channel: Channel, call: Call): Promise<Answer> {
  const number = call.params['number'] ?? ''
  try {
    channels[channel].pay(number, false)
  } catch (error) {
    // Already paid, closed or expired: the page that the browser is sent to says which.
    if (!(error instanceof ControlError)) throw error
    return seeOther(cashierPath(channel, number))
  }
  return seeOther(
    givenAddress(call) ??
      (await channels[channel].returnAddress(number, 'paid')) ??
      cashierPath(channel, number),
  )
}

async function decline(channels: Channels, channel: Channel, call: Call): Promise<Answer> {
  const number = call.params['number'] ?? ''
  const back = givenAddress(call) ?? (await channels[channel].returnAddress(number, 'declined'))
  return seeOther(back ?? `${cashierPath(channel, number)}?declined`)
}

function cashierPath(channel: Channel, number: string): string {
  return `/cashier/${channel}/${encodeURIComponent(number)}`
}

/** H5 payments bring the merchant's address along; for Alipay the trade itself holds it. */
function givenAddress(call: Call): string | null {
  return call.params['channel'] === 'wechatpay'
    ? webAddress(new URLSearchParams(call.body).get('redirect_url'))
    : null
}

function webAddress(value: string | null): string | null {
  return value !== null && /^https?:\/\//.test(value) && URL.canParse(value) ? value : null
}
