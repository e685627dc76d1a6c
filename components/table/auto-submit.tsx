'use client'

import { useRef, type FocusEvent, type ReactNode, type SyntheticEvent } from 'react'

type Props = { action: string; label: string; className: string; children: ReactNode }

/**
 * A GET form that sends itself when a filter is chosen. A choice made with the keyboard is sent when its field is
 * left or Enter is pressed, since arrow keys pass through values nobody asked for. Empty fields stay out of the address.
 */
export function AutoSubmit({ action, label, className, children }: Props) {
  const byKeyboard = useRef(false)
  const waiting = useRef(false)

  const change = (event: SyntheticEvent<HTMLFormElement>) => {
    const field = event.target as HTMLInputElement | HTMLSelectElement
    waiting.current = true
    if (field.tagName === 'SELECT' && !byKeyboard.current) event.currentTarget.requestSubmit()
  }
  const leave = (event: FocusEvent<HTMLFormElement>) => {
    if (waiting.current) event.currentTarget.requestSubmit()
  }
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    waiting.current = false
    const address = new URLSearchParams()
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === 'string' && value.trim() !== '') address.append(name, value.trim())
    }
    const query = address.toString()
    window.location.assign(query ? `${action}?${query}` : action)
  }

  return (
    <form
      role="search"
      aria-label={label}
      method="get"
      action={action}
      className={className}
      onChange={change}
      onBlur={leave}
      onSubmit={send}
      onPointerDown={() => (byKeyboard.current = false)}
      onKeyDown={(event) => {
        byKeyboard.current = true
        if (event.key === 'Enter' && event.target instanceof HTMLSelectElement && waiting.current) {
          event.preventDefault()
          event.currentTarget.requestSubmit()
        }
      }}
    >
      {children}
    </form>
  )
}
