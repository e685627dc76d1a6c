import { Icon } from './icon'

export type Crumb = { href?: string; label: string }

/** The way here; the last step is the page itself and no link. */
export function Breadcrumb({ crumbs, label }: { crumbs: Crumb[]; label: string }) {
  return (
    <nav aria-label={label} className="mb-2 max-lg:hidden">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-12 text-text-3">
        {crumbs.map((crumb, position) => (
          <li key={crumb.label} className="flex items-center gap-1.5">
            {position > 0 ? <Icon name="chevronRight" size={12} /> : null}
            {crumb.href ? (
              <a href={crumb.href} className="-my-1 py-1 underline-offset-2 hover:text-text hover:underline">
                {crumb.label}
              </a>
            ) : (
              <span aria-current="page">{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
