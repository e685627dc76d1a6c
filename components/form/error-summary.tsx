'use client'

import { fieldId } from './field'

export type ErrorSummaryProps = { title: string; errors: Record<string, string> }

/** Above three errors: one list that leads to each of them. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const entries = Object.entries(errors)
  if (entries.length <= 3) return null
  return (
    <div role="alert" className="mb-5 rounded-lg bg-bad-soft px-3.5 py-3 text-13">
      <p className="font-semibold">{title}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {entries.map(([name, sentence]) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`} className="link inline-block py-0.5">
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
