'use client'

import { useState, type ReactNode } from 'react'
import { fieldId, FieldNote } from '@/components/form/field'
import { useFormContext } from '@/components/form/form-context'
import { RadioCards } from '@/components/form/radio-cards'
import { NEW, seenName } from './chosen-in'

export type AddressChoiceProps = {
  label: string
  newLabel: string
  preferred: string
  /** With what is shown of each, as it is sent back. */
  kept: { value: string; label: string; note: ReactNode; seen: string }[]
  /** The fields of an address given here. */
  fields: ReactNode
}

/** The kept sending addresses, and one more that is given here; without any, the fields stand there at once. */
export function AddressChoice({ label, newLabel, preferred, kept, fields }: AddressChoiceProps) {
  const { errorOf, typed: before } = useFormContext()
  const first = preferred === '' ? NEW : preferred
  const [chosen, setChoice] = useState(before?.['addressChoice'] ?? first)
  // One that was deleted meanwhile gives way to the one to begin with.
  const still = chosen === NEW || kept.some(({ value }) => value === chosen)
  const choice = still ? chosen : first
  return (
    <div className="mb-5">
      {kept.map(({ value, seen }) => (
        <input key={value} type="hidden" name={seenName(value)} value={seen} />
      ))}
      {kept.length > 0 ? (
        <RadioCards
          name="addressChoice"
          legend={label}
          layout="rows"
          value={choice}
          onChoose={setChoice}
          choices={[...kept, { value: NEW, label: newLabel }]}
        />
      ) : (
        <FieldNote id={fieldId('addressChoice')} wrong={errorOf('addressChoice')} />
      )}
      {choice === NEW ? fields : null}
    </div>
  )
}
