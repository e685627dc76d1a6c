/** A key, as in the hints at the foot of a queue. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border bg-surface px-1.5 font-sans text-12 font-semibold text-text-2">
      {children}
    </kbd>
  )
}
