import type { ReactNode } from 'react'

export type SectionProps = {
  title: ReactNode
  /** Short words beside the title in `text-3`. */
  note?: ReactNode
  /** A link, an amount or a button at the right end. */
  aside?: ReactNode
  small?: boolean
  children: ReactNode
  id?: string
}

/** A titled part of a page, 28 px below the one before it. */
export function Section({ title, note, aside, small, children, id }: SectionProps) {
  return (
    <section className="mt-7 first:mt-0" {...(id ? { id } : {})}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <h2 className={small ? 'text-13 font-semibold' : 'text-16 font-semibold'}>{title}</h2>
          {note ? <span className="text-13 text-text-3">{note}</span> : null}
        </div>
        {aside}
      </div>
      {children}
    </section>
  )
}
