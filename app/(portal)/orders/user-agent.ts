/** Whether a browser says that it runs on a phone: both gateways have pages of their own for those. */
export function isPhone(userAgent: string | null): boolean {
  return /iPhone|iPod|(Android|HarmonyOS|OpenHarmony).+Mobile|Windows Phone/i.test(userAgent ?? '')
}

/** Whether it is the browser inside WeChat, which names itself so. */
export function isInsideWechat(userAgent: string | null): boolean {
  return /MicroMessenger/i.test(userAgent ?? '')
}

/** How a payment begins. WeChat refuses its page for phones inside its own browser, so a code is shown there. */
export function deviceFor(channel: string, userAgent: string | null): 'desktop' | 'phone' {
  if (!isPhone(userAgent)) return 'desktop'
  return channel === 'wechatpay' && isInsideWechat(userAgent) ? 'desktop' : 'phone'
}
