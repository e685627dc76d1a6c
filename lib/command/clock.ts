import 'server-only'

/**
 * The process's own time, for what the business clock does not rule: signatures, throttles, tokens, retries.
 * Business time comes with the transaction: see `enter`.
 */
export function systemNow(): Date {
  return new Date()
}
