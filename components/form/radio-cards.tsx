'use client'

import type { ReactNode } from 'react'
import { fieldId, FieldNote } from './field'
import { useFormContext } from './form-context'
import { useKeptChoice } from './use-kept-choice'

export type RadioChoice = {
  value: string
  label: ReactNode
  note?: ReactNode
  /** Before the words, e.g. a MethodIcon; only in rows. */
  mark?: ReactNode
  /** Why it cannot be chosen stands in `note`. */
  disabled?: boolean
}

export type RadioCardsProps = {
  name: string
  legend: ReactNode
  /** At the right of the legend, e.g. the unit price on phones. */
  aside?: ReactNode
  choices: RadioChoice[]
  defaultValue?: string
  value?: string
  onChoose?: (value: string) => void
  /** Cards side by side, or rows in one box. */
  layout?: 'cards' | 'rows'
  help?: ReactNode
  error?: string | undefined
}

/** A choice of two to six; the whole card can be clicked. The last of an odd number fills its line on phones. */
export function RadioCards(props: RadioCardsProps) {
  const { name, legend, aside, choices, defaultValue, value, onChoose, layout = 'cards', help, error } = props
  const { bind, errorOf, typed } = useFormContext()
  const wrong = errorOf(name) ?? error
  const id = fieldId(name)
  const { onChange, ...bound } = bind(name)
  const box = useKeptChoice(name)
  return (
    <fieldset className="mb-6 last:mb-0" {...(wrong || help ? { 'aria-describedby': `${id}-note` } : {})}>
      <legend className="float-left mb-1.5 w-full text-13 font-semibold">
        {legend}
        {aside ? <span className="float-right text-12 font-normal text-text-3">{aside}</span> : null}
      </legend>
      <div
        ref={box}
        className={`clear-both ${layout === 'cards' ? cardsClass : 'divide-y overflow-hidden rounded-lg border'}`}
      >
        {choices.map((choice, position) => (
          <label key={choice.value} className={layout === 'cards' ? 'choice' : 'choice-row'}>
            <input
              {...bound}
              type="radio"
              id={position === 0 ? id : `${id}-${choice.value}`}
              value={choice.value}
              aria-labelledby={`${id}-${choice.value}-label`}
              {...(choice.note ? { 'aria-describedby': `${id}-${choice.value}-note` } : {})}
              disabled={choice.disabled ?? false}
              {...(value === undefined
                ? { defaultChecked: choice.value === (typed?.[name] ?? defaultValue) }
                : { checked: choice.value === value })}
              onChange={(event) => {
                onChange?.(event)
                onChoose?.(event.currentTarget.value)
              }}
              className={`dot ${layout === 'cards' ? 'mt-0.5' : ''}`}
            />
            {choice.mark}
            <span className="min-w-0">
              <span
                id={`${id}-${choice.value}-label`}
                className={`block font-semibold ${layout === 'cards' ? 'text-14' : 'text-13'}`}
              >
                {choice.label}
              </span>
              {choice.note ? (
                <span id={`${id}-${choice.value}-note`} className="choice-note">
                  {choice.note}
                </span>
              ) : null}
            </span>
          </label>
        ))}
      </div>
      <FieldNote id={id} wrong={wrong} help={help} />
    </fieldset>
  )
}

const cardsClass =
  'grid grid-cols-2 gap-2 sm:grid-flow-col sm:auto-cols-fr sm:grid-cols-none max-sm:[&>:last-child:nth-child(odd)]:col-span-2'
