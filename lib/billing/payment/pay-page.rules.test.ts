import { describe, expect, test } from 'vitest'
import { leadsAway, opensUntil } from './pay-page.rules'

const CODE = 'weixin://wxpay/bizpayurl?pr=1'
const PAGE = 'https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1'
const startedAt = new Date('2026-11-21T00:00:00Z')
const inTwoHours = new Date('2026-11-21T02:00:00Z')
const inTwoMinutes = new Date('2026-11-21T00:02:00Z')

const cases = [
  ['wechatpay', 'desktop', CODE, false],
  ['wechatpay', 'phone', PAGE, true],
  ['wechatpay', 'phone', CODE, false],
  ['alipay', 'desktop', 'https://openapi.alipay.com/gateway.do?a=1', true],
  ['alipay', 'phone', 'https://openapi.alipay.com/gateway.do?a=1', true],
] as const

test.each(cases)('%s on a %s with %s leads away: %s', (channel, device, payUrl, away) => {
  expect(leadsAway({ channel, device, payUrl })).toBe(away)
})

describe('it can be opened', () => {
  test.each(cases)('%s on a %s with %s', (channel, device, payUrl) => {
    const isPhonePage = channel === 'wechatpay' && payUrl === PAGE
    expect(opensUntil({ channel, device, payUrl, startedAt, expiresAt: inTwoHours })).toEqual(
      isPhonePage ? new Date('2026-11-21T00:05:00Z') : inTwoHours,
    )
  })

  test('never longer than the attempt itself', () => {
    const phonePage = { channel: 'wechatpay', device: 'phone', payUrl: PAGE, startedAt } as const
    expect(opensUntil({ ...phonePage, expiresAt: inTwoMinutes })).toEqual(inTwoMinutes)
  })
})
