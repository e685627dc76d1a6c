import { describe, expect, test } from 'vitest'
import { deviceFor, isInsideWechat } from './user-agent'

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36'
const HARMONY =
  'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 Safari/537.36 ArkWeb/4.1 Mobile'
const TABLET =
  'Mozilla/5.0 (Linux; Android 14; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'
const DESKTOP =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'
const IN_WECHAT = `${SAFARI} MicroMessenger/8.0.53(0x18003531) NetType/WIFI Language/zh_CN`
const WECHAT_ON_DESKTOP = `${DESKTOP} NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat`

describe('a payment begins', () => {
  test.each([
    ['wechatpay', SAFARI, 'phone'],
    ['wechatpay', ANDROID, 'phone'],
    ['wechatpay', HARMONY, 'phone'],
    ['alipay', SAFARI, 'phone'],
    ['wechatpay', TABLET, 'desktop'],
    ['alipay', DESKTOP, 'desktop'],
    ['wechatpay', null, 'desktop'],
    // WeChat's own browser refuses the page that WeChat has for phones.
    ['wechatpay', IN_WECHAT, 'desktop'],
    ['alipay', IN_WECHAT, 'phone'],
  ])('by %s from %s as on a %s', (channel, userAgent, device) => {
    expect(deviceFor(channel, userAgent)).toBe(device)
  })
})

test('WeChat’s own browser names itself', () => {
  expect([IN_WECHAT, WECHAT_ON_DESKTOP, SAFARI, null].map(isInsideWechat)).toEqual([true, true, false, false])
})
