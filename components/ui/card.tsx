import type { ReactNode } from 'react'

export type CardProps = {
  title?: ReactNode
  /** 16 px section title as in a summary; otherwise 13 px as in a side card. */
  large?: boolean
  aside?: ReactNode
  children: ReactNode
  className?: string
  /** Without inner padding, for lists and tables that bring their own. */
  flush?: boolean
}

/** A bordered box. A card with a title is a section named by it. */
export function Card({ title, large, aside, children, className = '', flush }: CardProps) {
  const Box = title ? 'section' : 'div'
  return (
    <Box
      className={`rounded-lg border bg-surface ${flush ? 'overflow-hidden' : 'p-5 max-sm:p-4'} ${className}`}
    >
      {title ? (
        <div className={`flex items-baseline justify-between gap-4 ${flush ? 'border-b px-4 py-3' : 'mb-3'}`}>
          <h2 className={large ? 'text-16 font-semibold' : 'text-13 font-semibold'}>{title}</h2>
          {aside}
        </div>
      ) : null}
      {children}
    </Box>
  )
}
