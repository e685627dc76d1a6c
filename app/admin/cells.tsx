import type { ReactNode } from 'react'
import { formatDay, formatInstant, type Locale } from '@/lib/web/format'

/** The full moment in a table; on phones the short day, and what else belongs beside it. */
export function Moment({ at, locale, beside }: { at: Date; locale: Locale; beside?: string | null }) {
  return (
    <>
      <span className="desk-only">{formatInstant(at, locale)}</span>
      <span className="phone-only text-12">
        {formatDay(at, locale)}
        {beside ? ` · ${beside}` : null}
      </span>
    </>
  )
}

/** Names of companies are the one thing in these tables that may be cut. */
export function AccountName({ name }: { name: string }) {
  return (
    <span className="cut max-w-[25ch]!" title={name}>
      {name}
    </span>
  )
}

/** Short words that stay on one line. */
export function Words({ children }: { children: ReactNode }) {
  return <span className="whitespace-nowrap">{children}</span>
}
