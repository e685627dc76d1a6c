import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { buttonClass } from '@/components/ui/button-class'

export type PagerProps = {
  /** Addresses of the neighbouring keyset pages; absent at the ends. */
  newer?: string | undefined
  older?: string | undefined
  labels: { newer: string; older: string; nav: string }
  /** At the left, e.g. the zone of the times above. */
  note?: ReactNode
  /** Beside the buttons, e.g. "20 a page". */
  aside?: ReactNode
}

/** Newer and Older, never page numbers: pages are keyset pages. */
export function Pager({ newer, older, labels, note, aside }: PagerProps) {
  const paged = newer !== undefined || older !== undefined
  return (
    <div className="mt-4 flex min-h-8 flex-wrap items-center justify-between gap-x-6 gap-y-3 text-13 text-text-3">
      <p>{note}</p>
      {paged ? (
        <nav aria-label={labels.nav} className="flex items-center gap-2">
          {aside ? <span className="mr-1">{aside}</span> : null}
          <Turn href={newer} rel="prev">
            <Icon name="chevronLeft" />
            {labels.newer}
          </Turn>
          <Turn href={older} rel="next">
            {labels.older}
            <Icon name="chevronRight" />
          </Turn>
        </nav>
      ) : null}
    </div>
  )
}

function Turn({ href, rel, children }: { href: string | undefined; rel: string; children: ReactNode }) {
  const look = buttonClass({ size: 32 }, 'max-sm:h-11')
  if (href === undefined) {
    return (
      <a role="link" aria-disabled="true" data-disabled="" className={look}>
        {children}
      </a>
    )
  }
  return (
    <a href={href} rel={rel} className={look}>
      {children}
    </a>
  )
}
