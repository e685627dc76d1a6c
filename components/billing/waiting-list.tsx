import type { ReactNode } from 'react'
import type { Tone } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Icon, type IconName } from '@/components/ui/icon'

export type WaitingEntry = {
  tone: Tone
  icon: IconName
  title: ReactNode
  note: ReactNode
  amount?: ReactNode
  action: { href: string; label: string }
}

/** What waits for the reader, first on the overview; left out when nothing does. */
export function WaitingList({ title, entries }: { title: string; entries: WaitingEntry[] }) {
  if (entries.length === 0) return null
  return (
    <section className="mb-5 rounded-lg border text-13">
      <h2 className="px-4 py-3 font-semibold">
        {title} <span className="ml-1 font-normal text-text-3">{entries.length}</span>
      </h2>
      <ul>
        {entries.map((entry, position) => (
          <li key={position} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t px-4 py-2.5">
            <span className={`grid size-7 shrink-0 place-items-center rounded-md tone-${entry.tone}`}>
              <Icon name={entry.icon} />
            </span>
            <div className="min-w-0 flex-1">
              <p className="font-semibold">{entry.title}</p>
              <p className="text-12 text-text-3">{entry.note}</p>
            </div>
            <div className="flex items-center justify-between gap-6 max-sm:w-full max-sm:pl-10 sm:min-w-48 sm:justify-end">
              <span className="font-semibold">{entry.amount}</span>
              <span className="sm:min-w-28 sm:text-right">
                <ButtonLink href={entry.action.href}>{entry.action.label}</ButtonLink>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
