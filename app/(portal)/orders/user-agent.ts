/** Whether a browser says that it runs on a phone: Alipay has a page of its own for those. */
export function isPhone(userAgent: string | null): boolean {
  return /iPhone|iPod|Android.+Mobile|Windows Phone/i.test(userAgent ?? '')
}

/** Whether it is the browser inside WeChat, which names itself so. */
export function isInsideWechat(userAgent: string | null): boolean {
  return /MicroMessenger/i.test(userAgent ?? '')
}
