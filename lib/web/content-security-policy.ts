/** Where a form may lead beyond this product: to the gateways, and in the demo to the stand-in's cashier. */
export type FormTargets = { alipayGateway?: string | undefined; simulator?: string | undefined }

const ALIPAY_GATEWAY = 'https://openapi.alipay.com/gateway.do'
/** The gateway answers with a redirect to a cashier under this name; Chrome checks form-action along redirects. */
const ALIPAY_CASHIERS = 'https://*.alipay.com'
/** Alipay's sandbox keeps its cashiers under a name of their own. */
const ALIPAY_SANDBOX = 'https://*.alipaydev.com'
/** Where every h5_url of WeChat Pay lies (its reference of H5 ordering). */
const WECHAT_PAGES = 'https://wx.tenpay.com'

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null
}

/**
 * The policy of one page, with the nonce that its scripts carry. Scripts run by nonce alone; styles may stand
 * inline. `development` allows what the development server's reloading needs.
 */
export function contentSecurityPolicy(nonce: string, targets: FormTargets, development: boolean): string {
  const gateway = originOf(targets.alipayGateway ?? ALIPAY_GATEWAY)
  const simulator = targets.simulator ? originOf(targets.simulator) : null
  const sandbox = gateway?.endsWith('.alipaydev.com') ? ALIPAY_SANDBOX : null
  const targetsOf = ["'self'", WECHAT_PAGES, ALIPAY_CASHIERS, gateway, sandbox, simulator]
  const formTargets = [...new Set(targetsOf)].filter((one) => one !== null)
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws: wss:' : ''}`,
    `form-action ${formTargets.join(' ')}`,
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "object-src 'none'",
  ].join('; ')
}
