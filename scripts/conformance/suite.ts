/** One object in, one object out. A suite calls the product's own function and never throws for what it is given. */
export type Suite = (input: Readonly<Record<string, unknown>>) => object | Promise<object>

/** A whole number written as text or as a JSON number; null for anything else. */
export function wholeNumber(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null
  return typeof value === 'string' && /^-?\d{1,30}$/.test(value) ? BigInt(value) : null
}

export function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback
}

export function objectOr(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** What a refusal is answered with, in the words of the function that refused. */
export function errorOf(error: unknown): { error: string } {
  return { error: error instanceof Error ? error.message : String(error) }
}
