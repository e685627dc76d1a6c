'use client'

import { useEffect, useRef, useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { FormServerAction } from '@/components/form/form-context'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-input'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { buttonClass } from '@/components/ui/button-class'

export type DecisionFormsProps = {
  /** The page itself; without script it is asked for with the reason open. */
  path: string
  startsRejecting: boolean
  approve: FormServerAction
  reject: FormServerAction
  /** What is decided on, and what the page showed of it. */
  fields: Readonly<Record<string, string>>
  /** Not by whoever started it; the sentence says so. */
  mayApprove: boolean
  sentence: string
  texts: Record<'approve' | 'reject' | 'reason' | 'back' | 'summary', string>
}

const ASK = 'ask-reason'

/** Approve, or reject with a reason that is asked for in the bar itself. */
export function DecisionForms(props: DecisionFormsProps) {
  const { path, startsRejecting, approve, fields, mayApprove, sentence, texts } = props
  const [rejecting, setRejecting] = useState(startsRejecting)
  if (rejecting) return <RejectForm {...props} back={() => setRejecting(false)} />
  return (
    <>
      <form id={ASK} method="get" action={path} />
      <ActionForm action={approve} summaryTitle={texts.summary}>
        <Hidden fields={fields} />
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
      </ActionForm>
    </>
  )
}

function RejectForm({
  path,
  reject,
  fields,
  sentence,
  texts,
  back,
}: DecisionFormsProps & { back: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  return (
    <ActionForm action={reject} summaryTitle={texts.summary}>
      <Hidden fields={fields} />
      <DecisionBar sentence={sentence}>
        <div ref={box} className="flex w-full flex-wrap items-end gap-x-4 gap-y-3 sm:w-auto">
          <TextArea
            name="reason"
            label={texts.reason}
            rows={2}
            maxLength={500}
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
