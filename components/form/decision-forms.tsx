'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { buttonClass } from '@/components/ui/button-class'
import { ActionForm } from './action-form'
import type { FormServerAction } from './form-context'
import { SubmitButton } from './submit-button'
import { TextArea } from './text-input'

export type DecisionTexts = Record<'approve' | 'reject' | 'reason' | 'back' | 'errors', string> & {
  reasonHelp?: string
  /** Left of the buttons once the reason is asked for; the other sentence stays where there is none. */
  rejectSentence?: string
}

export type DecisionFormsProps = {
  approve: FormServerAction
  reject: FormServerAction
  /** The page itself; without script it is asked for with the reason open. */
  path: string
  startsRejecting: boolean
  /** Left of the buttons: what the decision does, or who decides next. */
  sentence: ReactNode
  /** False where somebody else approves, or where nothing may be refused any more. */
  mayApprove?: boolean
  mayReject?: boolean
  longestReason?: number
  texts: DecisionTexts
  /** What both forms send: what is decided on, and what the page showed of it. */
  fields: Readonly<Record<string, string>>
  /** What is filled in before approving, above the bar. */
  children?: ReactNode
}

const ASK = 'ask-reason'

/**
 * Approve with what stands above it, or reject with a reason that is asked for in the bar itself. The forms have no box
 * of their own: the bar sticks to the bottom of the page for as long as its evidence is read.
 */
export function DecisionForms(props: DecisionFormsProps) {
  const { approve, path, startsRejecting, sentence, texts, fields, children } = props
  const { mayApprove = true, mayReject = true } = props
  const [rejecting, setRejecting] = useState(startsRejecting && mayReject)
  return (
    <>
      <form id={ASK} method="get" action={path} />
      <ActionForm action={approve} summaryTitle={texts.errors} className="contents">
        <Hidden fields={fields} />
        {children}
        {rejecting ? null : (
          <DecisionBar sentence={sentence}>
            {mayReject ? (
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
            ) : null}
            {mayApprove ? <SubmitButton size={36}>{texts.approve}</SubmitButton> : null}
          </DecisionBar>
        )}
      </ActionForm>
      {rejecting ? <RejectForm {...props} back={() => setRejecting(false)} /> : null}
    </>
  )
}

type RejectFormProps = DecisionFormsProps & { back: () => void }

function RejectForm(props: RejectFormProps) {
  const { reject, path, sentence, longestReason = 500, texts, fields, back } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  return (
    <ActionForm action={reject} summaryTitle={texts.errors} className="contents">
      <Hidden fields={fields} />
      <DecisionBar sentence={texts.rejectSentence ?? sentence}>
        <div ref={box} className="flex w-full flex-wrap items-end gap-x-4 gap-y-3 sm:w-auto">
          <TextArea
            name="reason"
            label={texts.reason}
            {...(texts.reasonHelp ? { help: texts.reasonHelp } : {})}
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

function Hidden({ fields }: Pick<DecisionFormsProps, 'fields'>) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}
