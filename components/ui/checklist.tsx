import type { ReactNode } from 'react'
import { Icon } from './icon'

export type Check = { met: boolean; text: ReactNode; repair?: { href: string; label: string } }

/** What has to be true before something can go on; what is missing stands first, with the link that repairs it. */
export function Checklist({ checks, row }: { checks: Check[]; row?: boolean }) {
  const ordered = [...checks].sort((a, b) => Number(a.met) - Number(b.met))
  return (
    <ul className={`flex text-13 text-text-2 ${row ? 'flex-wrap gap-x-5 gap-y-2' : 'flex-col gap-2'}`}>
      {ordered.map((check, position) => (
        <li key={position} className="flex items-center gap-2">
          <Icon
            name={check.met ? 'circleCheck' : 'circleDashed'}
            className={`shrink-0 ${check.met ? 'text-good' : 'text-wait'}`}
          />
          <span>{check.text}</span>
          {!check.met && check.repair ? (
            <a href={check.repair.href} className="link ml-1">
              {check.repair.label}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
