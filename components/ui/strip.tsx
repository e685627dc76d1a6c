import type { ReactNode } from 'react'

export type Figure = { label: ReactNode; value: ReactNode; note?: ReactNode }

const columns: Record<number, string> = {
  2: 'lg:grid-cols-2',
  3: 'lg:grid-cols-3',
  4: 'lg:grid-cols-4',
  5: 'lg:grid-cols-5',
}

/** Two to five figures of a page in one box. */
export function Strip({ figures }: { figures: Figure[] }) {
  return (
    <dl
      className={`mb-5 grid grid-cols-2 overflow-hidden rounded-lg border ${columns[figures.length] ?? 'lg:grid-cols-4'}`}
    >
      {figures.map((figure, position) => (
        <div
          key={position}
          className="-mt-px -ml-px flex flex-col border-t border-l px-5 py-4 max-sm:px-4 max-lg:odd:last:col-span-2"
        >
          <dt className="text-13 text-text-3">{figure.label}</dt>
          <dd className="mt-0.5 text-20 font-semibold max-sm:text-16">{figure.value}</dd>
          {figure.note ? <dd className="mt-0.5 text-12 text-text-3">{figure.note}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
