'use client'

import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { Field, type FieldProps } from './field'

type Own = FieldProps & {
  /** Inside the field at the right, e.g. "= 800,000". */
  unit?: ReactNode
}

export type TextInputProps = Own & Omit<InputHTMLAttributes<HTMLInputElement>, keyof Own | 'id'>

/** One line of text with its label. */
export function TextInput(props: TextInputProps) {
  const { field, unit, rest } = parted(props)
  return (
    <Field {...field}>
      {(control) => (
        <span className="relative block">
          <input
            {...rest}
            {...control}
            {...hearing(rest, control)}
            className={`control ${unit ? 'pr-32' : ''}`}
          />
          {unit ? (
            <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-14 text-text-3">
              {unit}
            </span>
          ) : null}
        </span>
      )}
    </Field>
  )
}

export type TextAreaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps | 'id'>

/** Several lines of text with their label. */
export function TextArea(props: TextAreaProps) {
  const { field, rest } = parted(props)
  return (
    <Field {...field}>
      {(control) => (
        <textarea rows={3} {...rest} {...control} {...hearing(rest, control)} className="control" />
      )}
    </Field>
  )
}

/** Parts what belongs to the field around a control from what belongs to the control. */
export function parted<P extends Own>(props: P) {
  const { name, label, help, error, optional, count, className, unit, ...rest } = props
  const field = {
    name,
    label,
    help,
    error,
    count,
    ...(optional ? { optional } : {}),
    ...(className ? { className } : {}),
  }
  return { field, unit, rest }
}

type Owned = { value?: unknown; onChange?: ((event: never) => unknown) | undefined }

/** Both the form's checking and the caller's own listener hear a change; a value the caller holds needs no default. */
export function hearing(own: Owned, bound: Owned) {
  const held = own.value === undefined ? {} : { defaultValue: undefined }
  if (!own.onChange || !bound.onChange) return held
  const [first, second] = [own.onChange, bound.onChange]
  return {
    ...held,
    onChange: (event: never) => {
      first(event)
      second(event)
    },
  }
}
