'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-input'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { buttonClass } from '@/components/ui/button-class'
import type { FormServerAction } from '@/components/form/form-context'
import { rejectTransferAction } from '../actions'

export type DecisionTexts = Record<
  'approve' | 'reject' | 'reason' | 'reasonHelp' | 'rejectSentence' | 'back' | 'errors',
  string
>

export type DecisionFormsProps = {
  transferId: string
  /** What Approve does: the first person's confirmation, or the second one's. */
  approve: FormServerAction
  /** The page itself; without script it is asked for with the reason open. */
  path: string
  startsRejecting: boolean
  /** Left of the buttons: who decides next. */
  sentence: ReactNode
  /** False for the one who confirmed: somebody else approves. */
  mayApprove: boolean
  texts: DecisionTexts
  children: ReactNode
}

const ASK = 'ask-reason'

/** Approve with what stands above it, or reject with a reason that is asked for in the bar itself. */
export function DecisionForms(props: DecisionFormsProps) {
  const { transferId, approve, path, startsRejecting, sentence, mayApprove, texts, children } = props
  const [rejecting, setRejecting] = useState(startsRejecting)
  return (
    <>
      <form id={ASK} method="get" action={path} />
      <ActionForm action={approve} summaryTitle={texts.errors}>
        <input type="hidden" name="transferId" value={transferId} />
        {children}
        {rejecting ? null : (
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
            {mayApprove ? <SubmitButton size={36}>{texts.approve}</SubmitButton> : null}
          </DecisionBar>
        )}
      </ActionForm>
      {rejecting ? (
        <RejectForm transferId={transferId} texts={texts} path={path} back={() => setRejecting(false)} />
      ) : null}
    </>
  )
}

type RejectFormProps = { transferId: string; texts: DecisionTexts; path: string; back: () => void }

function RejectForm({ transferId, texts, path, back }: RejectFormProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  return (
    <ActionForm action={rejectTransferAction} summaryTitle={texts.errors}>
      <input type="hidden" name="transferId" value={transferId} />
      <DecisionBar sentence={texts.rejectSentence}>
        <div ref={box} className="flex w-full flex-wrap items-end gap-x-4 gap-y-3 sm:w-auto">
          <TextArea
            name="reason"
            label={texts.reason}
            help={texts.reasonHelp}
            rows={2}
            maxLength={500}
            className="w-full mb-0! sm:w-90"
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
