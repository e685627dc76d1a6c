'use client'

import { createContext, use } from 'react'
import type { FormState, TypedValues } from '@/lib/web/form-state'

export type FormServerAction = (state: FormState, form: FormData) => Promise<FormState>

/** What an input spreads to take part in checking; only `name` where nothing is checked before sending. */
export type FieldBinding = {
  name: string
  ref?: (element: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | null) => void
  onBlur?: (event: { target: unknown; type?: string }) => unknown
  onChange?: (event: { target: unknown; type?: string }) => unknown
}

export type FormContextValue = {
  pending: boolean
  errorOf: (name: string) => string | undefined
  bind: (name: string) => FieldBinding
  /** What was typed before an answer came without script; undefined before any answer. */
  typed?: TypedValues | undefined
}

const plain: FormContextValue = { pending: false, errorOf: () => undefined, bind: (name) => ({ name }) }

export const FormContext = createContext(plain)

/** The state of the form around a field; outside of one, nothing is pending or wrong. */
export function useFormContext(): FormContextValue {
  return use(FormContext)
}

/** Errors and typed values of an answer, as the context carries them. */
export function answerOf(state: FormState): {
  errors: Record<string, string>
  typed: TypedValues | undefined
} {
  return {
    errors: state.status === 'invalid' ? state.fields : none,
    typed: 'values' in state ? state.values : undefined,
  }
}

const none: Record<string, string> = {}
