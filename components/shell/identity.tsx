import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'

export type IdentityProps = {
  /** One character of the name, or the product's initial. */
  initial: string
  name: ReactNode
  /** Role · person. */
  facts: ReactNode
}

/** Who is working, and for whom: a menu of what belongs to the person, as `menu-item` links and forms. */
export function Identity({ children, ...face }: IdentityProps & { children: ReactNode }) {
  return (
    <Menu
      summary={
        <span className="flex min-h-11 items-center gap-2.5 rounded-md px-2 py-1 hover:bg-hover">
          <Face {...face} />
          <Icon name="chevronsUpDown" className="ml-auto shrink-0" />
        </span>
      }
      panelClassName="inset-x-0"
    >
      {children}
    </Menu>
  )
}

/** The way to one's own password and sessions. */
export function SecurityLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} className="menu-item max-lg:min-h-11">
      <Icon name="lock" />
      {label}
    </a>
  )
}

function Face({ initial, name, facts }: IdentityProps) {
  return (
    <>
      <span
        aria-hidden
        className="grid size-7 shrink-0 place-items-center rounded-md bg-accent text-13 font-semibold text-white"
      >
        {initial}
      </span>
      <span className="min-w-0">
        <span className="block truncate text-13 font-semibold text-text" {...titleOf(name)}>
          {name}
        </span>
        <span className="block truncate text-12 text-text-3">{facts}</span>
      </span>
    </>
  )
}

function titleOf(name: ReactNode) {
  return typeof name === 'string' ? { title: name } : {}
}
