'use client'

import { useEffect, useRef, type ReactNode } from 'react'

/** A disclosure over `<details>`: opens without script; with it Esc and a click outside close it again. */
export function Menu({
  summary,
  children,
  className = '',
  panelClassName = '',
}: {
  summary: ReactNode
  children: ReactNode
  className?: string
  panelClassName?: string
}) {
  const box = useRef<HTMLDetailsElement>(null)

  useEffect(() => {
    const close = (event: Event) => {
      const details = box.current
      if (!details?.open) return
      const byKey = event instanceof KeyboardEvent
      if (byKey ? event.key !== 'Escape' : details.contains(event.target as Node)) return
      details.open = false
      if (byKey) details.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [])

  return (
    <details ref={box} className={`relative ${className}`}>
      <summary className="rounded-md">{summary}</summary>
      <div className={`menu-panel absolute z-30 mt-1 ${panelClassName}`}>{children}</div>
    </details>
  )
}
