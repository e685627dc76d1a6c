'use client'

import { startTransition, useActionState, useEffect, useRef, type ReactNode, type SubmitEvent } from 'react'
import { ErrorSummary } from './error-summary'
import type { FormState } from '@/lib/web/form-state'
import { answerOf, FormContext, type FormContextValue, type FormServerAction } from './form-context'
import { fieldId } from './field'
import { FormRefusal } from './form-refusal'

export type ActionFormProps = {
  action: FormServerAction
  /** Heads the list of more than three errors. */
  summaryTitle: string
  children: ReactNode
  className?: string
  id?: string
  /** A route that takes the form where no script runs: one with a file, which server actions do not take. */
  native?: string
}

/**
 * A form over a server action, checked by the server alone. Before hydration it posts natively; after it, an
 * answer leaves what was typed in place, marks the fields and moves to the first wrong one.
 */
export function ActionForm({ action, summaryTitle, children, className, id, native }: ActionFormProps) {
  const [state, post, pending] = useActionState(action, { status: 'idle' })
  const form = useRef<HTMLFormElement>(null)
  const { errors, typed } = answerOf(state)
  useFocusOnAnswer(form, state)

  const context: FormContextValue = {
    pending,
    errorOf: (name) => errors[name],
    bind: (name) => ({ name }),
    typed,
  }
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const filled = new FormData(event.currentTarget, event.nativeEvent.submitter)
    startTransition(() => post(filled))
  }

  return (
    <FormContext value={context}>
      <form
        ref={form}
        {...(native ? { action: native, method: 'post', encType: 'multipart/form-data' } : { action: post })}
        onSubmit={send}
        noValidate
        className={className}
        id={id}
      >
        <FormRefusal state={state} />
        <ErrorSummary title={summaryTitle} errors={errors} />
        {children}
      </form>
    </FormContext>
  )
}

/** After an answer: to the first wrong field in page order, or to the sentence of the refusal. */
export function useFocusOnAnswer(form: { current: HTMLFormElement | null }, state: FormState) {
  useEffect(() => {
    if (state.status === 'refused') form.current?.querySelector<HTMLElement>('[data-refusal]')?.focus()
    if (state.status === 'invalid') focusFirst(form.current, Object.keys(state.fields))
  }, [form, state])
}

export function focusFirst(form: HTMLFormElement | null, names: readonly string[]) {
  const ids = new Set(names.map(fieldId))
  const fields = form?.querySelectorAll<HTMLElement>('input, select, textarea') ?? []
  for (const field of fields) {
    if (ids.has(field.id)) return field.focus()
  }
}
