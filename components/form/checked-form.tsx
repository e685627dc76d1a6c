'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { startTransition, useActionState, useMemo, useRef, type ReactNode, type SubmitEvent } from 'react'
import { useForm, type FieldErrors, type FieldValues, type Resolver } from 'react-hook-form'
import type { $ZodType } from 'zod/v4/core'
import { focusFirst, useFocusOnAnswer } from './action-form'
import { ErrorSummary } from './error-summary'
import {
  answerOf,
  FormContext,
  type FieldBinding,
  type FormContextValue,
  type FormServerAction,
} from './form-context'
import { FormRefusal } from './form-refusal'
import { useWhenReleased } from './use-when-released'

export type CheckedFormProps = {
  action: FormServerAction
  /** The same zod (or zod/mini) schema the server parses with; it reads the form's own entries, all text. */
  schema: $ZodType<FieldValues, FieldValues>
  /** Sentences by the message a schema gives, e.g. `{ 'quantity.range': 'Enter a whole number …' }`. */
  sentences: Record<string, string>
  summaryTitle: string
  children: ReactNode
  className?: string
  id?: string
}

/**
 * ActionForm that also checks in the browser: on blur each field, on sending all of them. The schema sees
 * what the server will see, so both say the same.
 */
export function CheckedForm({
  action,
  schema,
  sentences,
  summaryTitle,
  children,
  className,
  id,
}: CheckedFormProps) {
  const [state, post, pending] = useActionState(action, { status: 'idle' })
  const whenReleased = useWhenReleased()
  const checking = useRef(false)
  const element = useRef<HTMLFormElement>(null)
  const resolver: Resolver<FieldValues> = (_values, context, options) =>
    zodResolver(schema)(entriesOf(element.current), context, options)
  const answered = useMemo(() => asFieldErrors(answerOf(state).errors), [state])
  const form = useForm({
    mode: 'onBlur',
    reValidateMode: 'onBlur',
    shouldFocusError: false,
    resolver,
    errors: answered,
  })
  const { errors } = form.formState
  useFocusOnAnswer(element, state)

  const sentenceOf = (name: string) => {
    const message = errors[name]?.message
    return typeof message === 'string' ? (sentences[message] ?? message) : undefined
  }
  const bind = (name: string): FieldBinding => {
    const { onBlur, onChange, ref } = form.register(name)
    return { name, onChange, ref, onBlur: (event) => whenReleased(() => void onBlur(event)) }
  }
  const context: FormContextValue = { pending, errorOf: sentenceOf, bind, typed: answerOf(state).typed }
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending || checking.current) return
    checking.current = true
    const filled = new FormData(event.currentTarget, event.nativeEvent.submitter)
    void form
      .handleSubmit(
        () => startTransition(() => post(filled)),
        (found) => focusFirst(element.current, Object.keys(found)),
      )()
      .finally(() => (checking.current = false))
  }
  const spoken = Object.fromEntries(Object.keys(errors).map((name) => [name, sentenceOf(name) ?? '']))

  return (
    <FormContext value={context}>
      <form ref={element} action={post} onSubmit={send} noValidate className={className} id={id}>
        <FormRefusal state={state} />
        <ErrorSummary title={summaryTitle} errors={spoken} />
        {children}
      </form>
    </FormContext>
  )
}

function entriesOf(form: HTMLFormElement | null): FieldValues {
  return form ? Object.fromEntries(new FormData(form)) : {}
}

function asFieldErrors(fields: Record<string, string>): FieldErrors {
  return Object.fromEntries(
    Object.entries(fields).map(([name, message]) => [name, { type: 'server', message }]),
  )
}
