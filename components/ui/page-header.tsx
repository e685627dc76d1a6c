import type { ReactNode } from 'react'
import { Breadcrumb, type Crumb } from './breadcrumb'
import { Icon, type IconName } from './icon'

export type PageHeaderProps = {
  title: ReactNode
  /** Below the first level: the way here. Its last link becomes the phone's back arrow. */
  crumbs?: Crumb[]
  badge?: ReactNode
  facts?: ReactNode
  /** Buttons at the right, at most one primary; on phones they stand below the facts. */
  actions?: ReactNode
  /** One icon at the right of the phone's bar, with its name; there it stands for all of `actions`. */
  phoneAction?: { href: string; label: string; icon: IconName }
  labels: { menu: string; back: string; breadcrumb: string }
}

const barButton = 'grid size-11 shrink-0 place-items-center rounded-md text-text hover:bg-hover lg:hidden'

/**
 * Breadcrumb, title, status, one line of facts, actions. Below 1024 px the same title stands in the bar at the
 * top, beside the button that opens the navigation (the shell's popover), so a page has one h1 at every width.
 */
export function PageHeader({ title, crumbs, badge, facts, actions, phoneAction, labels }: PageHeaderProps) {
  const back = crumbs?.findLast((crumb) => crumb.href)?.href
  const menu = (
    <button type="button" popoverTarget="navigation" aria-label={labels.menu} className={barButton}>
      <Icon name="menu" size={20} />
    </button>
  )
  return (
    <>
      {crumbs ? <Breadcrumb crumbs={crumbs} label={labels.breadcrumb} /> : null}
      <header className="contents lg:mb-6 lg:flex lg:items-start lg:justify-between lg:gap-6">
        <div className="contents lg:block lg:min-w-0">
          <div className="sticky top-0 z-20 -mx-4 mb-4 flex h-13 items-center gap-1 border-b bg-surface px-1 sm:-mx-8 sm:px-5 lg:static lg:m-0 lg:h-auto lg:flex-wrap lg:gap-2.5 lg:border-0 lg:p-0">
            {back ? (
              <a href={back} aria-label={labels.back} className={barButton}>
                <Icon name="chevronLeft" size={20} />
              </a>
            ) : (
              menu
            )}
            <h1 className="min-w-0 flex-1 truncate text-16 font-semibold lg:max-w-full lg:flex-none lg:text-20 lg:wrap-anywhere lg:whitespace-normal">
              {title}
            </h1>
            {badge ? <span className="max-lg:hidden">{badge}</span> : null}
            {phoneAction ? (
              <a href={phoneAction.href} aria-label={phoneAction.label} className={`${barButton} sm:hidden`}>
                <Icon name={phoneAction.icon} size={20} />
              </a>
            ) : null}
            {back ? menu : null}
          </div>
          {facts || badge ? (
            <div
              className={`flex flex-wrap items-center gap-2 text-13 text-text-2 max-lg:mb-4 ${facts ? '' : 'lg:hidden'}`}
            >
              {badge ? <span className="lg:hidden">{badge}</span> : null}
              {facts}
            </div>
          ) : null}
        </div>
        {actions ? (
          <div className={`flex shrink-0 flex-wrap gap-2 max-lg:mb-4 ${phoneAction ? 'max-sm:hidden' : ''}`}>
            {actions}
          </div>
        ) : null}
      </header>
    </>
  )
}
