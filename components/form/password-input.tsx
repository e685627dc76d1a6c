'use client'

import { useState } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { eye, eyeOff } from '@/components/ui/icon-paths'
import { Field } from './field'
import { hearing, parted, type TextInputProps } from './text-input'

export type PasswordInputProps = Omit<TextInputProps, 'type' | 'unit'> & {
  autoComplete: 'current-password' | 'new-password'
  showLabel: string
  hideLabel: string
}

/** A password that can be looked at. */
export function PasswordInput({ showLabel, hideLabel, ...props }: PasswordInputProps) {
  const [shown, setShown] = useState(false)
  const { field, rest } = parted(props)
  return (
    <Field {...field}>
      {(control) => (
        <span className="relative block">
          <input
            {...rest}
            {...control}
            {...hearing(rest, control)}
            type={shown ? 'text' : 'password'}
            className="control pr-11"
          />
          <button
            type="button"
            aria-label={shown ? hideLabel : showLabel}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-text-3 hover:text-text max-sm:w-11"
          >
            <Glyph d={shown ? eyeOff : eye} />
          </button>
        </span>
      )}
    </Field>
  )
}
