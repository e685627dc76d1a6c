/** What the channels call the payer: WeChat Pay's `payer` and `openid`, Alipay's `buyer_…` fields. */
const PAYER = /openid|open_id|unionid|^buyer_|^payer_|payer_account|logon/i
const SHOWN = 4

/**
 * What was signed, written out for reading, with the payer's identifiers cut to their last four characters. Text
 * that is no JSON is not shown at all, since nothing in it can be told apart.
 */
export function maskedPayload(payload: string): string | null {
  try {
    return JSON.stringify(masked(JSON.parse(payload)), null, 2)
  } catch {
    return null
  }
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      namesPayer(name, inner) ? cut(inner) : masked(inner),
    ]),
  )
}

/** Amounts paid by the payer carry their name too, and are no identifiers. */
function namesPayer(name: string, value: unknown): value is string {
  return typeof value === 'string' && PAYER.test(name) && !/total|amount|currency/i.test(name)
}

function cut(text: string): string {
  return `…${text.length > 2 * SHOWN ? text.slice(-SHOWN) : ''}`
}
