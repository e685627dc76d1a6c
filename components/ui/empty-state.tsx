import type { ReactNode } from 'react'

/** What will stand here, what to do for it, and one button. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="border-b py-6 text-13">
      <p className="font-semibold">{title}</p>
      {children ? <p className="text-text-2">{children}</p> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  )
}
