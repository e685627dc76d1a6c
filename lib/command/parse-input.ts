import 'server-only'
import * as z from 'zod/mini'
import { InvalidInput } from '@/lib/kernel/refusal'

/** Parses what a form or a caller sent. Throws InvalidInput with one message key per wrong field. */
export function parseInput<Input>(schema: z.ZodMiniType<Input>, raw: unknown): Input {
  const result = z.safeParse(schema, raw)
  if (result.success) return result.data
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) {
    const field = issue.path.map(String).join('.') || 'form'
    fields[field] ??= messageKey(issue.message)
  }
  throw new InvalidInput(fields)
}

/** Inputs name their own message keys; zod's English default for a missing field is no sentence of ours. */
function messageKey(message: string): string {
  return /^[a-z][a-z0-9-]*$/.test(message) ? message : 'required'
}
