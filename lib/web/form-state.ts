import type { RefusalCode, RefusalDetail } from '@/lib/kernel/refusal'

/** What a person typed, so that a form without script keeps it. Never passwords or tokens. */
export type TypedValues = Record<string, string>

/** What an action answers to its form. `fields` are translated sentences by the name of the field. */
export type FormState =
  | { status: 'idle' }
  | { status: 'done' }
  | { status: 'invalid'; fields: Record<string, string>; values: TypedValues }
  | { status: 'refused'; code: RefusalCode; message: string; detail: RefusalDetail; values: TypedValues }

const NEVER_ECHOED = /password|token|secret/i

/** The text fields of a form as an input reads them. A name that occurs more than once becomes a list. */
export function fieldsOf(form: FormData): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    // React's own fields begin with a dollar sign.
    if (name.startsWith('$')) continue
    const texts = form.getAll(name).filter((value) => typeof value === 'string')
    const [only] = texts
    if (only !== undefined) fields[name] = texts.length === 1 ? only : texts
  }
  return fields
}

/** What may be shown again beside an error. */
export function typedValues(form: FormData): TypedValues {
  const values: TypedValues = {}
  for (const [name, value] of Object.entries(fieldsOf(form)))
    if (typeof value === 'string' && !NEVER_ECHOED.test(name)) values[name] = value
  return values
}

/** The values of a group of boxes that were ticked; each box posts under `name-value`. */
export function tickedIn<Value extends string>(
  form: FormData,
  name: string,
  values: readonly Value[],
): Value[] {
  return values.filter((value) => form.has(`${name}-${value}`))
}
