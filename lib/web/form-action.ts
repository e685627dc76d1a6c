import 'server-only'
import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import { STRANGER, type Actor, type By } from '@/lib/auth/actor'
import { findMember, findPerson, findStaff, signInPath } from '@/lib/auth/guards'
import { isStaffPermission } from '@/lib/auth/permissions'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { getTranslations } from '@/lib/web/translations'
import { fieldsOf, typedValues, type FormState } from './form-state'
import { describeError, log } from './log'
import { requestId, requestPath } from './request-context'

/** A command, or a flow that says like a command what it is called and for whom. */
export type Asked<Output> = {
  (actor: Actor, raw: unknown): Promise<Output>
  readonly commandName: string
  readonly by: By
}

export type FormAction = (state: unknown, form: FormData) => Promise<FormState>

type Options<Output> = {
  /** After success; usually redirects. Nothing returned means done. */
  onDone?: (output: Output, form: FormData) => unknown
  /** What the command is given, where that is not the form's own fields. */
  input?: (form: FormData) => unknown
}

/**
 * A server action over a command. Who asks comes from the command's own `by`; an expected "no" becomes a value in
 * the person's language; anything else is a bug: logged by name, without content, and thrown for error.tsx.
 */
export function formAction<Output>(
  asked: Asked<Output>,
  { onDone, input }: Options<Output> = {},
): FormAction {
  return async (_state, form) =>
    answerForm(asked.commandName, form, async () => {
      const actor = await actorFor(asked.by)
      const output = await asked(actor, input ? input(form) : fieldsOf(form))
      await onDone?.(output, form)
    })
}

/** The same boundary around work that is no single command: signing in, say. */
export async function answerForm(
  name: string,
  form: FormData,
  work: () => Promise<unknown>,
): Promise<FormState> {
  try {
    await work()
    return { status: 'done' }
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof Refusal) return refusedState(error, form)
    const request = await requestId()
    log.error({ request, command: name, error: describeError(error) }, 'a command failed')
    // The error itself may carry the values of a statement; what goes on to the framework's log must not. An error
    // page shows the digest as its reference.
    throw Object.assign(new Error(`${name} failed`), { digest: request })
  }
}

/** Whom a command is asked by. Leads a stranger to the sign-in page; not found on the wrong side. */
export async function actorFor(by: By): Promise<Actor> {
  if (by === 'stranger') return STRANGER
  if (by === 'system') throw new Error('a form cannot ask for what only the system does')
  const actor = isStaffPermission(by) ? await findStaff() : await findMember()
  if (actor) return actor
  // Whether the role suffices is for the command: it answers with a sentence.
  return (await findPerson()) ? notFound() : redirect(signInPath(await requestPath()))
}

async function refusedState(refusal: Refusal, form: FormData): Promise<FormState> {
  const translate = await getTranslations()
  const values = typedValues(form)
  if (refusal instanceof InvalidInput) {
    const sentences = Object.entries(refusal.fields).map(([field, key]) => [
      field,
      translate(`fields.${key}`, refusal.detail),
    ])
    return { status: 'invalid', fields: Object.fromEntries(sentences) as Record<string, string>, values }
  }
  const { code, detail } = refusal
  return { status: 'refused', code, message: translate(`refusals.${code}`, detail), detail, values }
}
