import { Icon } from '@/components/ui/icon'
import type { ReactNode } from 'react'

/** Where in the wizard one is: what is done, what is open, and at the right what it comes to. */
export function Steps({ names, at, aside }: { names: readonly string[]; at: number; aside?: ReactNode }) {
  return (
    <div className="mb-7 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b pb-4">
      <ol className="flex flex-wrap items-center gap-x-3 gap-y-2 text-13">
        {names.map((name, position) => (
          <li
            key={name}
            className="flex items-center gap-2 not-first:before:mr-1 not-first:before:w-8 not-first:before:border-t max-sm:not-first:before:hidden"
            {...(position === at ? { 'aria-current': 'step' } : {})}
          >
            <span
              aria-hidden
              className={`grid size-5 place-items-center rounded-full text-12 font-semibold ${
                position < at ? 'tone-good' : position === at ? 'bg-accent text-white' : 'tone-idle'
              }`}
            >
              {position < at ? <Icon name="check" size={14} /> : position + 1}
            </span>
            <span className={position === at ? 'font-semibold' : 'text-text-3'}>{name}</span>
          </li>
        ))}
      </ol>
      {aside ? <p className="text-13 text-text-2">{aside}</p> : null}
    </div>
  )
}
