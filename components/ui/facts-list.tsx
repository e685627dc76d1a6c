import type { ReactNode } from 'react'

export type Fact = { label: ReactNode; value: ReactNode; strong?: boolean; note?: ReactNode }

/**
 * Rows of label and value. `ruled`: 44 px rows with a hairline; otherwise the close rows of a summary card.
 * `align`: values at the right edge, or in a column of their own.
 */
export function FactsList({
  facts,
  ruled,
  align = 'right',
}: {
  facts: Fact[]
  ruled?: boolean
  align?: 'left' | 'right'
}) {
  const row = ruled ? 'min-h-11 items-center border-b py-2' : 'py-1 items-baseline'
  return (
    <dl className="text-13">
      {facts.map((fact, position) => (
        <div
          key={position}
          className={`${row} ${align === 'right' ? 'flex justify-between gap-6' : 'grid grid-cols-[112px_1fr] gap-x-4 sm:grid-cols-[176px_1fr]'}`}
        >
          <dt className={fact.strong ? 'font-semibold' : 'text-text-3'}>{fact.label}</dt>
          <dd
            className={`min-w-0 break-words ${align === 'right' ? 'text-right' : ''} ${fact.strong ? 'text-14 font-semibold' : ''}`}
          >
            {fact.value}
            {fact.note ? <span className="block text-12 text-text-3">{fact.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
