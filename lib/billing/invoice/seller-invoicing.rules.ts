import { kinds, type InvoiceKind } from './kind.rules'
import { canIssue, type IssuingChannel } from './channel.rules'

/** The rates that the VAT Law of 2024 knows (articles 10 and 11), and the levy of small taxpayers while it is reduced. */
export const rates = ['0.13', '0.09', '0.06', '0.03', '0.01'] as const

export type ChannelChoice = Readonly<Record<InvoiceKind, IssuingChannel>>

/** Which chosen ways cannot be: not offered here, or not able to issue the kind. By the field of the form. */
export function channelProblems(
  chosen: ChannelChoice,
  offered: readonly IssuingChannel[],
): Readonly<Record<string, string>> {
  const wrong = kinds.filter((kind) => !offered.includes(chosen[kind]) || !canIssue(chosen[kind], kind))
  return Object.fromEntries(wrong.map((kind) => [`channel-${kind}`, 'channel-not-offered']))
}

/**
 * Why a tax classification code is none, as a message key under `fields`. A code that a spreadsheet has kept as a number
 * ends in what a double leaves of it (…256, …744): it equals its own double and its last pair is no zero.
 */
export function taxCodeProblem(typed: string): 'tax-code-form' | 'tax-code-mangled' | null {
  if (/e\+?\d+$/i.test(typed)) return 'tax-code-mangled'
  if (!/^[1-9]\d{18}$/.test(typed)) return 'tax-code-form'
  const code = BigInt(typed)
  return code % 100n !== 0n && asDouble(code) === code ? 'tax-code-mangled' : null
}

/** What is left of a whole number in the 53 bits of a double, to the nearest, ties to even (IEEE 754). */
function asDouble(code: bigint): bigint {
  const step = 1n << BigInt(Math.max(0, code.toString(2).length - 53))
  const half = step / 2n
  const down = code - (code % step)
  const rest = code % step
  const up = rest > half || (rest === half && (down / step) % 2n === 1n)
  return up ? down + step : down
}
