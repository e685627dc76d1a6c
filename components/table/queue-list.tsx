import type { ReactNode } from 'react'

export type QueueRow = {
  key: string
  href: string
  title: string
  amount: ReactNode
  number: ReactNode
  /** When it is due, or what it waits for. */
  due: ReactNode
  /** The one that is open beside the list. */
  current?: boolean
}

/** A queue beside the evidence of one of its rows, in the order in which it is worked off. Its keys are QueueKeys'. */
export function QueueList({ label, rows }: { label: string; rows: readonly QueueRow[] }) {
  return (
    <ul aria-label={label} className="text-13">
      {rows.map((row) => (
        <li key={row.key} className="border-b">
          <a
            href={row.href}
            data-queue-item=""
            {...(row.current ? { 'aria-current': 'true' as const } : {})}
            className="grid min-h-16 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft aria-[current]:shadow-[inset_3px_0_0_var(--color-accent)]"
          >
            <span className="truncate font-semibold" title={row.title}>
              {row.title}
            </span>
            <span className="text-right font-semibold whitespace-nowrap">{row.amount}</span>
            <span className="text-12 text-text-3">{row.number}</span>
            <span className="text-right">{row.due}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
