'use client'

import type { ReactNode } from 'react'
import { fieldId, FieldNote } from './field'
import { useFormContext } from './form-context'

export type CheckboxChoice = { value: string; label: ReactNode; note?: ReactNode; checked?: boolean }

export type CheckboxGroupProps = {
  /** The field that an error names; each box posts `on` under `name-value`. */
  name: string
  legend: ReactNode
  choices: CheckboxChoice[]
  help?: ReactNode
  error?: string | undefined
}

/** Some of several, each with its own box. */
export function CheckboxGroup({ name, legend, choices, help, error }: CheckboxGroupProps) {
  const { errorOf, typed } = useFormContext()
  const wrong = errorOf(name) ?? error
  const id = fieldId(name)
  return (
    <fieldset className="mb-5 last:mb-0" {...(wrong || help ? { 'aria-describedby': `${id}-note` } : {})}>
      <legend className="mb-1.5 text-13 font-semibold">{legend}</legend>
      <div className="flex flex-col gap-2">
        {choices.map(({ value, label, note, checked = false }, position) => {
          const own = position === 0 ? id : `${id}-${value}`
          const field = `${name}-${value}`
          return (
            <label key={value} className="flex cursor-pointer gap-2.5 text-13 max-sm:gap-3">
              <input
                type="checkbox"
                id={own}
                name={field}
                defaultChecked={typed ? field in typed : checked}
                className="tick mt-0.5 max-sm:mt-0"
                aria-labelledby={`${own}-label`}
                {...(note ? { 'aria-describedby': `${own}-words` } : {})}
                {...(wrong ? { 'aria-invalid': true } : {})}
              />
              <span>
                <span id={`${own}-label`}>{label}</span>
                {note ? (
                  <span id={`${own}-words`} className="block text-12 text-text-3">
                    {note}
                  </span>
                ) : null}
              </span>
            </label>
          )
        })}
      </div>
      <FieldNote id={id} wrong={wrong} help={help} />
    </fieldset>
  )
}
