'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-input'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { buttonClass } from '@/components/ui/button-class'
import { approveAuthenticationAction, rejectAuthenticationAction } from '../actions'

export type DecisionFormsProps = {
  /** The page itself; without script it is asked for with the reason open. */
  path: string
  startsRejecting: boolean
  /** Left of the buttons: what the decision does. */
  sentence: string
  longestReason: number
  texts: Record<'approve' | 'reject' | 'reason' | 'reasonHelp' | 'rejectSentence' | 'back' | 'errors', string>
  /** What both forms send. */
  children: ReactNode
}

const ASK = 'ask-reason'

/** Approve, or reject with a reason that is asked for in the bar itself. */
export function DecisionForms(props: DecisionFormsProps) {
  const { path, startsRejecting, sentence, texts, children } = props
  const [rejecting, setRejecting] = useState(startsRejecting)
  if (rejecting) return <RejectForm {...props} back={() => setRejecting(false)} />
  return (
    <>
      <form id={ASK} method="get" action={path} />
      <ActionForm action={approveAuthenticationAction} summaryTitle={texts.errors}>
        {children}
        <DecisionBar sentence={sentence}>
          <button
            type="submit"
            form={ASK}
            name="reject"
            value="1"
            className={buttonClass({ variant: 'danger', size: 36 })}
            onClick={(event) => {
              event.preventDefault()
              setRejecting(true)
            }}
          >
            {texts.reject}
          </button>
          <SubmitButton size={36}>{texts.approve}</SubmitButton>
        </DecisionBar>
      </ActionForm>
    </>
  )
}

function RejectForm({
  path,
  longestReason,
  texts,
  children,
  back,
}: DecisionFormsProps & { back: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  return (
    <ActionForm action={rejectAuthenticationAction} summaryTitle={texts.errors}>
      {children}
      <DecisionBar sentence={texts.rejectSentence}>
        <div ref={box} className="flex w-full flex-wrap items-end gap-x-4 gap-y-3 sm:w-auto">
          <TextArea
            name="reason"
            label={texts.reason}
            help={texts.reasonHelp}
            rows={2}
            maxLength={longestReason}
            className="mb-0! w-full sm:w-90"
          />
          <a
            href={path}
            className={buttonClass({ size: 36 })}
            onClick={(event) => {
              event.preventDefault()
              back()
            }}
          >
            {texts.back}
          </a>
          <SubmitButton variant="danger" size={36}>
            {texts.reject}
          </SubmitButton>
        </div>
      </DecisionBar>
    </ActionForm>
  )
}
