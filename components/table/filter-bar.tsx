import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { AutoSubmit } from './auto-submit'

export type FilterSelect = {
  name: string
  label: string
  value: string
  /** The word for no filter, "All"; its value is empty. */
  allLabel: string
  options: { value: string; label: string }[]
}
export type FilterDate = {
  name: string
  label: string
  type: 'date' | 'month'
  value: string
  min?: string
  max?: string
}

export type FilterBarProps = {
  /** The page itself. The form is a GET form, so filters live in the address and work without script. */
  action: string
  label: string
  search?: { name: string; label: string; value: string }
  selects?: FilterSelect[]
  dates?: FilterDate[]
  /** Only when a filter is set. */
  clear?: { href: string; label: string } | undefined
  /** At the right, e.g. "48 orders". */
  count?: ReactNode
  applyLabel: string
  /** Kept in the address, e.g. the current tab. */
  hidden?: Record<string, string>
}

export function FilterBar(props: FilterBarProps) {
  const { action, label, search, selects = [], dates = [], clear, count, applyLabel, hidden = {} } = props
  return (
    <AutoSubmit action={action} label={label} className="mb-3 flex flex-wrap items-center gap-2">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {search ? (
        <label className="control-group flex h-8 w-full items-center gap-2 rounded-md border border-control bg-surface px-2.5 max-sm:h-11 sm:w-66">
          <Icon name="search" className="shrink-0 text-text-3" />
          <span className="sr-only">{search.label}</span>
          <input
            type="search"
            name={search.name}
            defaultValue={search.value}
            placeholder={search.label}
            maxLength={100}
            data-search=""
            className="min-w-0 flex-1 bg-transparent text-13 outline-none max-sm:text-16"
          />
        </label>
      ) : null}
      {selects.map((select) => (
        <label key={select.name} className="filter-select relative">
          <span className="pl-2.5 whitespace-nowrap">{select.label}</span>
          <select name={select.name} defaultValue={select.value}>
            <option value="">{select.allLabel}</option>
            {select.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevronDown" className="pointer-events-none absolute right-2.5 text-text-2" />
        </label>
      ))}
      {dates.map((date) => (
        <label key={date.name} className="filter-select px-2.5">
          <span className="mr-2 whitespace-nowrap text-text-2">{date.label}</span>
          <input
            type={date.type}
            name={date.name}
            defaultValue={date.value}
            className="bg-transparent"
            {...(date.min ? { min: date.min } : {})}
            {...(date.max ? { max: date.max } : {})}
          />
        </label>
      ))}
      <noscript>
        <button className="btn btn-32 btn-secondary">{applyLabel}</button>
      </noscript>
      {clear ? (
        <a href={clear.href} className="link ml-2 inline-flex min-h-8 items-center">
          {clear.label}
        </a>
      ) : null}
      {count ? <p className="ml-auto text-text-3 max-sm:w-full">{count}</p> : null}
    </AutoSubmit>
  )
}
