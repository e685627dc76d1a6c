import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** Who has to act: nobody, it is done (good); somebody else (run); the reader (wait); something failed (bad); it is over (idle). */
export type Tone = 'good' | 'run' | 'wait' | 'bad' | 'idle'

export function Badge({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={icon} size={14} />
      {children}
    </span>
  )
}
