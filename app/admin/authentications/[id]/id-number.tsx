'use client'

import { useActionState, useState } from 'react'
import { SubmitButton } from '@/components/form/submit-button'
import { buttonClass } from '@/components/ui/button-class'
import { revealIdNumberAction, type RevealState } from '../actions'

export type IdNumberProps = {
  authenticationId: string
  /** All but the last four characters hidden. */
  masked: string
  reveals: boolean
  labels: { reveal: string; hide: string; recorded: string }
}

const hidden: RevealState = { answer: { status: 'idle' }, idNumber: null }

/** A person's number: masked, and shown for as long as this page is open once somebody asked, which is recorded. */
export function IdNumber({ authenticationId, masked, reveals, labels }: IdNumberProps) {
  const [state, reveal] = useActionState(revealIdNumberAction, hidden)
  const [shown, setShown] = useState(true)
  const { answer, idNumber } = state
  if (idNumber && shown)
    return (
      <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <strong className="font-semibold break-all">{idNumber}</strong>
        <button type="button" className={buttonClass({ size: 32 })} onClick={() => setShown(false)}>
          {labels.hide}
        </button>
      </span>
    )
  return (
    <>
      <form
        action={(form) => {
          setShown(true)
          reveal(form)
        }}
        className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1"
      >
        <span>{masked}</span>
        {reveals ? (
          <>
            <input type="hidden" name="authenticationId" value={authenticationId} />
            <SubmitButton variant="secondary">{labels.reveal}</SubmitButton>
          </>
        ) : null}
      </form>
      {answer.status === 'refused' ? (
        <span role="alert" className="block text-12 text-bad">
          {answer.message}
        </span>
      ) : reveals ? (
        <span className="block text-12 text-text-3">{labels.recorded}</span>
      ) : null}
    </>
  )
}
