'use client'

import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { circleX } from '@/components/ui/icon-paths'
import { useFormContext, type FieldBinding } from './form-context'

export type FieldProps = {
  name: string
  label: ReactNode
  /** Stands below in grey until an error takes its place. */
  help?: ReactNode
  /** From the server; what the form finds itself comes before it. */
  error?: string | undefined
  /** The translated "(optional)"; everything else is required. */
  optional?: string
  /** At the right of the help line, e.g. "12 / 200". */
  count?: ReactNode
  className?: string
}

type ControlProps = FieldBinding & {
  id: string
  'aria-invalid'?: true
  'aria-describedby'?: string
  /** What was typed before; comes after the caller's own default. */
  defaultValue?: string
}

/** Label above, control, help or error below; hands the control what ties the three together. */
export function Field({
  name,
  label,
  help,
  error,
  optional,
  count,
  className = '',
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const { bind, errorOf, typed } = useFormContext()
  const wrong = errorOf(name) ?? error
  const id = fieldId(name)
  const described = wrong || help ? { 'aria-describedby': `${id}-note` } : {}
  const before = typed?.[name] === undefined ? {} : { defaultValue: typed[name] }
  return (
    <div className={`mb-5 last:mb-0 ${className}`}>
      <label htmlFor={id} className="mb-1.5 block text-13 font-semibold">
        {label}
        {optional ? <span className="font-normal text-text-3"> {optional}</span> : null}
      </label>
      {children({
        id,
        ...bind(name),
        ...before,
        ...described,
        ...(wrong ? { 'aria-invalid': true as const } : {}),
      })}
      <FieldNote id={id} wrong={wrong} help={help} count={count} />
    </div>
  )
}

/** Help, replaced by the error: never both. */
export function FieldNote({
  id,
  wrong,
  help,
  count,
}: {
  id: string
  wrong: string | undefined
  help?: ReactNode
  count?: ReactNode
}) {
  if (!wrong && !help && !count) return null
  return (
    <div className="mt-1.5 flex justify-between gap-4 text-12">
      {wrong ? (
        <p id={`${id}-note`} className="flex gap-1.5 text-bad">
          <Glyph d={circleX} size={14} className="mt-px shrink-0" />
          {wrong}
        </p>
      ) : (
        <p id={`${id}-note`} className="text-text-3">
          {help}
        </p>
      )}
      {count ? <span className="shrink-0 text-text-3">{count}</span> : null}
    </div>
  )
}

/** The id of a field's control, which the error summary links to. */
export function fieldId(name: string): string {
  return `field-${name}`
}
