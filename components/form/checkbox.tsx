'use client'

import type { InputHTMLAttributes, ReactNode } from 'react'
import { fieldId, FieldNote } from './field'
import { useFormContext } from './form-context'

export type CheckboxProps = {
  name: string
  /** The full sentence, links included. */
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'type' | 'id'>

export function Checkbox({ name, label, help, error, ...rest }: CheckboxProps) {
  const { bind, errorOf, typed } = useFormContext()
  const wrong = errorOf(name) ?? error
  const id = fieldId(name)
  return (
    <div className="mb-4 last:mb-0">
      <label className="flex cursor-pointer gap-2.5 text-13 max-sm:gap-3">
        <input
          {...rest}
          {...bind(name)}
          {...(typed && rest.checked === undefined ? { defaultChecked: name in typed } : {})}
          type="checkbox"
          id={id}
          className="tick mt-0.5 max-sm:mt-0"
          {...(wrong ? { 'aria-invalid': true } : {})}
          {...(wrong || help ? { 'aria-describedby': `${id}-note` } : {})}
        />
        <span>{label}</span>
      </label>
      <FieldNote id={id} wrong={wrong} help={help} />
    </div>
  )
}
