'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { buttonClass, type ButtonLook } from '@/components/ui/button-class'
import { Spinner } from '@/components/ui/spinner'
import { useFormContext } from './form-context'

export type SubmitButtonProps = ButtonLook & {
  children: ReactNode
  /** A drawn icon; the spinner takes its place. Without one the spinner lies over the words, so that the width stays. */
  icon?: ReactNode
  name?: string
  value?: string
  /** Only with the reason beside it; an unfinished form answers with its errors instead. */
  disabled?: boolean
}

/** Sends its form once: a second click while the answer is under way does nothing. */
export function SubmitButton({
  children,
  icon,
  variant = 'primary',
  size,
  block,
  disabled,
  ...rest
}: SubmitButtonProps) {
  const status = useFormStatus()
  const pending = useFormContext().pending || status.pending
  return (
    <button
      {...rest}
      type="submit"
      disabled={disabled ?? false}
      className={buttonClass({ variant, size, block })}
      onClick={(event) => {
        if (pending) event.preventDefault()
      }}
      {...(pending ? { 'aria-disabled': true, 'data-pending': '' } : {})}
    >
      {icon ? pending ? <Spinner /> : icon : null}
      <span className="relative inline-grid place-items-center">
        {pending && !icon ? (
          <span className={block ? 'absolute right-full mr-2' : 'absolute'}>
            <Spinner />
          </span>
        ) : null}
        <span className={pending && !icon && !block ? 'opacity-0' : ''}>{children}</span>
      </span>
    </button>
  )
}
