import type { ReactNode } from 'react'
import { Icon, type IconName } from '@/components/ui/icon'
import { SkipLink } from '@/components/ui/skip-link'
import { ShellFoot, type ShellFootProps } from './shell-foot'

export type NavItem = {
  href: string
  label: string
  icon: IconName
  current?: boolean
  /** Things waiting in a queue. */
  count?: number | undefined
  /** Shown while the item or one of them is current. */
  children?: { href: string; label: string; current?: boolean }[]
}

export type AppShellProps = {
  variant: 'portal' | 'admin'
  nav: NavItem[]
  /** Top of the sidebar: an Identity. */
  identity: ReactNode
  foot: ShellFootProps
  labels: { nav: string; skip: string }
  /** A strip above everything, e.g. for a shifted test clock. */
  banner?: ReactNode
  /** Pages that bring their own columns to the edges (queues) set `bare`. */
  bare?: boolean
  children: ReactNode
}

/** Sidebar and page. The sidebar carries the popover id `navigation`, which PageHeader's menu button opens below 1024 px. */
export function AppShell({ variant, nav, identity, foot, labels, banner, bare, children }: AppShellProps) {
  return (
    <>
      <SkipLink label={labels.skip} />
      {banner}
      <div className="flex min-h-dvh">
        <nav id="navigation" popover="auto" aria-label={labels.nav} className={`side side-${variant}`}>
          <div className="mb-[17px]">{identity}</div>
          <ul className="flex flex-col gap-0.5">
            {nav.map((item) => (
              <NavEntry key={item.href} item={item} />
            ))}
          </ul>
          <ShellFoot {...foot} />
        </nav>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {bare ? children : <div className="max-w-[1184px] px-4 pb-8 sm:px-8 lg:py-6">{children}</div>}
        </main>
      </div>
    </>
  )
}

function NavEntry({ item }: { item: NavItem }) {
  const childIsCurrent = item.children?.some((child) => child.current) ?? false
  const open = item.current || childIsCurrent
  return (
    <li>
      <a
        href={item.href}
        className="side-item"
        {...(item.current && !childIsCurrent ? { 'aria-current': 'page' as const } : {})}
        {...(open ? { 'data-open': '' } : {})}
      >
        <Icon name={item.icon} />
        <span className="min-w-0 flex-1">{item.label}</span>
        {item.count ? <span className="text-12 font-normal text-text-3">{item.count}</span> : null}
      </a>
      {open && item.children?.length ? (
        <ul className="mt-0.5 flex flex-col gap-0.5">
          {item.children.map((child) => (
            <li key={child.href}>
              <a
                href={child.href}
                className="side-item pl-[34px]!"
                {...(child.current ? { 'aria-current': 'page' as const } : {})}
              >
                {child.label}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
