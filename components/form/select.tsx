'use client'

import type { SelectHTMLAttributes } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { chevronDown } from '@/components/ui/icon-paths'
import { Field, type FieldProps } from './field'
import { hearing, parted } from './text-input'

export type SelectProps = FieldProps & {
  options: { value: string; label: string; disabled?: boolean }[]
  /** The first, empty choice. */
  placeholder?: string
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps | 'id'>

/** A native select with its label. */
export function Select({ options, placeholder, ...props }: SelectProps) {
  const { field, rest } = parted(props)
  return (
    <Field {...field}>
      {(control) => (
        <span className="relative block">
          <select {...rest} {...control} {...hearing(rest, control)} className="control">
            {placeholder === undefined ? null : <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
                {option.label}
              </option>
            ))}
          </select>
          <Glyph
            d={chevronDown}
            className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-text-2"
          />
        </span>
      )}
    </Field>
  )
}
