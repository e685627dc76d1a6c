import type { ReactNode } from 'react'

/** A key, as in the hints at the foot of a queue; hidden where nobody has a keyboard at hand. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="hidden h-5 min-w-5 items-center justify-center rounded-sm border bg-surface px-1.5 font-sans text-11 font-semibold text-text-2 pointer-fine:inline-flex">
      {children}
    </kbd>
  )
}
