'use client'

import { useState, type ReactNode } from 'react'
import { Select } from '@/components/form/select'
import { buttonClass } from '@/components/ui/button-class'

export type TitleChoiceProps = {
  authenticated: { name: string; taxpayerId: string }
  saved: { value: string; label: string }[]
  /** A special invoice on paper shows bank, account, address and phone, which no authentication knows. */
  askParticulars: boolean
  words: { authenticated: string; saved: string; modify: string; restore: string }
  /** The fields of a title typed here. */
  typed: ReactNode
  particulars: ReactNode
}

type From = 'authenticated' | 'saved' | 'typed'

/** The authenticated title, selected from the start; **Modify** opens its fields, **Restore to authenticated title** closes them. */
export function TitleChoice({
  authenticated,
  saved,
  askParticulars,
  words,
  typed,
  particulars,
}: TitleChoiceProps) {
  const [from, setFrom] = useState<From>('authenticated')
  const [titleId, setTitleId] = useState('')
  const choose = (id: string) => {
    setTitleId(id)
    setFrom(id === '' ? 'authenticated' : 'saved')
  }
  return (
    <>
      <input type="hidden" name="titleFrom" value={from} />
      {from === 'typed' ? null : (
        <Select
          name="titleId"
          label={words.saved}
          value={titleId}
          onChange={(event) => choose(event.target.value)}
          placeholder={`${words.authenticated}: ${authenticated.name}${authenticated.taxpayerId ? ` · ${authenticated.taxpayerId}` : ''}`}
          options={saved}
        />
      )}
      {from === 'typed' ? typed : null}
      {from === 'authenticated' && askParticulars ? particulars : null}
      <p className="mb-6">
        {from === 'typed' ? (
          <button type="button" className={buttonClass({ size: 32 })} onClick={() => choose('')}>
            {words.restore}
          </button>
        ) : (
          <button type="button" className={buttonClass({ size: 32 })} onClick={() => setFrom('typed')}>
            {words.modify}
          </button>
        )}
      </p>
    </>
  )
}
