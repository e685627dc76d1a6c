import { useId } from 'react'

export type Tab = { href: string; label: string; current?: boolean; count?: number | string }

/** Links with addresses of their own; the current one carries the accent rule. A count describes its tab, it is not its name. */
export function Tabs({ tabs, label }: { tabs: Tab[]; label: string }) {
  const id = useId()
  return (
    <nav aria-label={label} className="mb-4 flex gap-6 overflow-x-auto border-b">
      {tabs.map((tab, position) => (
        <a
          key={tab.href}
          href={tab.href}
          {...(tab.current ? { 'aria-current': 'page' as const } : {})}
          {...(tab.count === undefined ? {} : { 'aria-describedby': `${id}${position}` })}
          className="-mb-px inline-flex h-10 items-center gap-1 border-b-2 border-transparent px-0.5 text-14 whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-text"
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span id={`${id}${position}`} aria-hidden className="font-normal text-text-3">
              {tab.count}
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}
