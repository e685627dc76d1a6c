import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import type { Tone } from './badge'

const icons: Record<Tone, IconName> = {
  good: 'circleCheck',
  run: 'info',
  wait: 'triangleAlert',
  bad: 'triangleAlert',
  idle: 'info',
}
const inks: Record<Tone, string> = {
  good: 'bg-good-soft [&>svg]:text-good',
  run: 'bg-run-soft [&>svg]:text-run',
  wait: 'bg-wait-soft [&>svg]:text-wait',
  bad: 'bg-bad-soft [&>svg]:text-bad',
  idle: 'bg-sunken [&>svg]:text-idle',
}

export type NoteProps = {
  tone: Tone
  /** The bold first sentence. */
  title: ReactNode
  children?: ReactNode
  /** At most one link; plain text such as an address may stand beside it as `aside`. */
  link?: { href: string; label: string }
  aside?: ReactNode
  icon?: IconName
  /** Title and text on one line, as in answers to a failed load; otherwise the title stands above. */
  inline?: boolean
  role?: 'alert' | 'status'
  id?: string
}

/** One explanation on a soft ground. At most one on a page. */
export function Note({ tone, title, children, link, aside, icon, inline, role, id }: NoteProps) {
  const anchor = link ? (
    <a href={link.href} className="link whitespace-nowrap">
      {link.label}
    </a>
  ) : null
  return (
    <div
      {...(role ? { role } : {})}
      {...(id ? { id, tabIndex: -1 } : {})}
      className={`flex gap-2.5 rounded-lg px-3.5 py-3 text-13 text-text-2 ${inks[tone]}`}
    >
      <Icon name={icon ?? icons[tone]} className="mt-0.5 shrink-0" />
      {inline ? (
        <>
          <p className="min-w-0 flex-1">
            <strong className="font-semibold text-text">{title}</strong> {children}
          </p>
          {anchor}
        </>
      ) : (
        <div className="min-w-0 flex-1">
          <p className="font-semibold text-text">{title}</p>
          {children ? <div>{children}</div> : null}
          {anchor || aside ? (
            <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
              {anchor}
              {aside}
            </p>
          ) : null}
        </div>
      )}
    </div>
  )
}
