'use client'

import { useState, type ReactNode } from 'react'
import { RadioCards } from '@/components/form/radio-cards'

export type AddressChoiceProps = {
  label: string
  newLabel: string
  preferred: string
  kept: { value: string; label: string; note: string }[]
  /** The fields of an address given here. */
  fields: ReactNode
}

const NEW = 'new'

/** The kept sending addresses, and one more that is given here; without any, the fields stand there at once. */
export function AddressChoice({ label, newLabel, preferred, kept, fields }: AddressChoiceProps) {
  const [choice, setChoice] = useState(preferred === '' ? NEW : preferred)
  const typed = choice === NEW
  return (
    <>
      <input type="hidden" name="addressFrom" value={typed ? 'typed' : 'saved'} />
      <input type="hidden" name="addressId" value={typed ? '' : choice} />
      {kept.length > 0 ? (
        <RadioCards
          name="addressChoice"
          legend={label}
          layout="rows"
          value={choice}
          onChoose={setChoice}
          choices={[...kept, { value: NEW, label: newLabel }]}
        />
      ) : null}
      {typed ? <div className="mb-5">{fields}</div> : null}
    </>
  )
}
