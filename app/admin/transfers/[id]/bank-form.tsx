'use client'

import { useEffect, useRef, useState } from 'react'
import { DecisionForms, type DecisionTexts } from '@/components/form/decision-forms'
import { TextInput } from '@/components/form/text-input'
import { EvidenceTable, type EvidenceTexts } from '@/components/table/evidence-table'
import { needsSecondPerson } from '@/lib/billing/transfer/transfer.rules'
import { fen } from '@/lib/kernel/money'
import { amountOf, amountProblem } from '@/lib/kernel/typed-amount'
import { confirmTransferAction, rejectTransferAction } from '../actions'
import { compare, type BankText, type EvidenceLabels, type OrderSide } from './compare'

export type BankFields = BankText & { receivedOn: string; payerAccount: string; bankReference: string }

export type BankFormProps = {
  transferId: string
  /** When it was last confirmed, as this page shows it; empty before. */
  seen: string
  defaults: BankFields
  order: OrderSide
  /** Fen as digits: what else was confirmed of this account today, and what a day may be without a second person. */
  eyes: { earlier: string; threshold: string; waived: boolean }
  /** No money has come on a later day. */
  today: string
  path: string
  startsRejecting: boolean
  texts: DecisionTexts &
    Record<
      | 'section'
      | 'sectionNote'
      | 'evidence'
      | 'receivedAmount'
      | 'receivedOn'
      | 'payerName'
      | 'payerAccount'
      | 'bankReference'
      | 'remark'
      | 'remarkHelp'
      | 'optional'
      | 'yuan'
      | 'eyesNeeded'
      | 'eyesNotNeeded'
      | 'eyesWaived',
      string
    >
  labels: EvidenceLabels
  evidence: EvidenceTexts
}

/** What the first person reads at the bank, compared with the order while it is typed. */
export function BankForm(props: BankFormProps) {
  const { transferId, seen, defaults, order, path, startsRejecting, texts, labels, evidence } = props
  const [typed, setTyped] = useState<BankText>(defaults)
  const box = useRef<HTMLDivElement>(null)
  const look = () => {
    const form = box.current?.closest('form')
    if (form) setTyped((before) => changed(before, new FormData(form)))
  }
  // What was typed before hydration is in no event; the form itself knows it.
  useEffect(look, [])
  return (
    <DecisionForms
      approve={confirmTransferAction}
      reject={rejectTransferAction}
      path={path}
      startsRejecting={startsRejecting}
      sentence={sentenceFor(props, typed.receivedAmount)}
      texts={texts}
      fields={{ transferId }}
    >
      <input type="hidden" name="seen" value={seen} />
      <div ref={box} onChange={look}>
        <h2 className="mt-7 mb-1 text-16 font-semibold">{texts.section}</h2>
        <p className="mb-3 text-12 text-text-3">{texts.sectionNote}</p>
        <Fields defaults={defaults} texts={texts} today={props.today} />
        <h2 className="mt-7 mb-1 text-16 font-semibold">{texts.evidence}</h2>
        <EvidenceTable rows={compare(typed, order, labels)} texts={evidence} />
      </div>
    </DecisionForms>
  )
}

type FieldsProps = Pick<BankFormProps, 'defaults' | 'texts' | 'today'>

function Fields({ defaults, texts, today }: FieldsProps) {
  const field = (name: keyof BankFields) => ({
    name,
    label: texts[name],
    defaultValue: defaults[name],
    autoComplete: 'off',
    className: 'mb-0!',
  })
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <TextInput {...field('receivedAmount')} inputMode="decimal" unit={texts.yuan} />
      <TextInput {...field('receivedOn')} type="date" max={today} />
      <TextInput {...field('payerName')} maxLength={200} />
      <TextInput {...field('payerAccount')} maxLength={64} inputMode="numeric" optional={texts.optional} />
      <TextInput {...field('bankReference')} maxLength={64} />
      <TextInput {...field('remark')} maxLength={200} help={texts.remarkHelp} optional={texts.optional} />
    </div>
  )
}

/** Who decides: this person alone, this one first, or this one although there should be two. */
function sentenceFor({ eyes, texts }: BankFormProps, receivedAmount: string): string {
  const amount = amountProblem(receivedAmount) === null ? amountOf(receivedAmount) : fen(0)
  if (!needsSecondPerson(fen(eyes.earlier), amount, fen(eyes.threshold))) return texts.eyesNotNeeded
  return eyes.waived ? texts.eyesWaived : texts.eyesNeeded
}

/** The same object while nothing changed, so that looking twice draws once. */
function changed(before: BankText, form: FormData): BankText {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const now = { receivedAmount: text('receivedAmount'), payerName: text('payerName'), remark: text('remark') }
  const same = (Object.keys(now) as (keyof BankText)[]).every((name) => now[name] === before[name])
  return same ? before : now
}
