import type { ReactNode } from 'react'
import type { Tone } from './badge'
import { Icon, type IconName } from './icon'

export type TimelineEntry = {
  tone: Tone
  icon: IconName
  title: ReactNode
  moment?: ReactNode
  note?: ReactNode
  /** What comes next: a hollow disc with its due date as the note. */
  next?: boolean
}

/** What happened, newest first. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol>
      {entries.map((entry, position) => (
        <li key={position} className="group relative flex gap-3 pb-5 last:pb-0">
          <span
            aria-hidden
            className="absolute top-[27px] bottom-[3px] left-[11.5px] border-l group-last:hidden"
          />
          <span
            className={`grid size-6 shrink-0 place-items-center rounded-full ${entry.next ? 'border border-dashed border-control text-text-3' : `tone-${entry.tone}`}`}
          >
            <Icon name={entry.icon} size={14} />
          </span>
          <div className="min-w-0 flex-1 pt-0.5 text-13">
            <p className="flex flex-wrap justify-between gap-x-3">
              <span className={entry.next ? 'text-text-2' : 'font-semibold'}>{entry.title}</span>
              {entry.moment ? <span className="text-12 leading-5 text-text-3">{entry.moment}</span> : null}
            </p>
            {entry.note ? <p className="text-12 text-text-2">{entry.note}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
