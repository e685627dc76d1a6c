'use client'

import { useState, type CSSProperties, type InputEvent, type ReactNode } from 'react'
import { fieldId, FieldNote } from '@/components/form/field'
import { useFormContext } from '@/components/form/form-context'
import { useKeptChoice } from '@/components/form/use-kept-choice'
import { Badge } from '@/components/ui/badge'
import { AUTHENTICATED, seenName } from './chosen-in'

export type TitleRow = {
  id: string
  name: string
  note: string
  /** Why it cannot be chosen stands in `note` then. */
  disabled: boolean
  /** What is shown of it, as it is sent back. */
  seen: string
  /** Where it is chosen instead, if not here. */
  href?: string
}

export type TitleChoiceProps = {
  /** Absent where the policy has no title of its own to begin with. */
  authenticated: { name: string; note: string; modifiable: boolean; seen: string } | null
  saved: readonly TitleRow[]
  preferred: string
  words: { legend: string; authenticated: string; modify: string; restore: string; modified: string }
  /** The fields of the authenticated title, to be changed. */
  typed: ReactNode
  /** What the invoice must show besides, which no authentication knows. */
  particulars: ReactNode
}

/** Marks what was changed; the fields themselves keep what is typed. */
function markModified(event: InputEvent<HTMLDivElement>) {
  const field = event.target
  if (!(field instanceof HTMLInputElement) || field.type === 'radio') return
  field.parentElement?.parentElement?.toggleAttribute('data-modified', field.value !== field.defaultValue)
}

/**
 * The titles to choose from, the authenticated one first and selected. **Modify** opens its fields in place, **Restore to
 * authenticated title** closes them.
 */
export function TitleChoice(props: TitleChoiceProps) {
  const { authenticated, saved, preferred, words, typed, particulars } = props
  const { errorOf, typed: before } = useFormContext()
  const first = authenticated ? AUTHENTICATED : preferred
  const [chosen, setChoice] = useState(before?.['titleChoice'] ?? first)
  const [modifying, setModifying] = useState(false)
  const box = useKeptChoice('titleChoice')
  const wrong = errorOf('titleId') ?? errorOf('titleFrom')
  // One that was deleted meanwhile, or suits no more, gives way to the one to begin with.
  const kept = saved.find(({ id, disabled, href }) => id === chosen && !disabled && !href)
  const choice = kept ? chosen : first
  const own = choice === AUTHENTICATED
  return (
    <fieldset className="mb-5" {...(wrong ? { 'aria-describedby': `${fieldId('titleId')}-note` } : {})}>
      <legend className="sr-only">{words.legend}</legend>
      {own && modifying ? <input type="hidden" name="modifying" value="on" /> : null}
      <Seen shown={[...(authenticated ? [{ id: AUTHENTICATED, seen: authenticated.seen }] : []), ...saved]} />
      <div ref={box} className="divide-y overflow-hidden rounded-lg border">
        {authenticated ? (
          <div className={own ? 'bg-accent-soft' : ''}>
            <Row
              value={AUTHENTICATED}
              checked={own}
              onChoose={setChoice}
              name={authenticated.name}
              note={authenticated.note}
              badge={
                <Badge tone="good" icon="badgeCheck">
                  {words.authenticated}
                </Badge>
              }
            />
            {own && authenticated.modifiable ? (
              <p className="px-4 pb-3 pl-11">
                <button type="button" className="link" onClick={() => setModifying(!modifying)}>
                  {modifying ? words.restore : words.modify}
                </button>
              </p>
            ) : null}
            {own && (modifying || particulars) ? (
              <div
                className="modified-fields bg-surface px-4 pt-4 pb-5"
                style={{ '--modified': JSON.stringify(words.modified) } as CSSProperties}
                onInput={markModified}
              >
                {modifying ? typed : particulars}
              </div>
            ) : null}
          </div>
        ) : null}
        {saved.map(({ id, href, ...title }) =>
          href ? (
            <a key={id} href={href} className="choice-row items-start!">
              <span aria-hidden className="dot mt-0.5" />
              <span className="min-w-0">
                <span className="block text-13 font-semibold">{title.name}</span>
                <span className="choice-note">{title.note}</span>
              </span>
            </a>
          ) : (
            <Row key={id} value={id} checked={choice === id} onChoose={setChoice} {...title} />
          ),
        )}
      </div>
      <FieldNote id={fieldId('titleId')} wrong={wrong} help={null} />
    </fieldset>
  )
}

/** What the page shows of each, sent back with the choice. */
function Seen({ shown }: { shown: readonly { id: string; seen: string }[] }) {
  return shown.map(({ id, seen }) => <input key={id} type="hidden" name={seenName(id)} value={seen} />)
}

type RowProps = {
  value: string
  checked: boolean
  onChoose: (value: string) => void
  name: string
  note: string
  badge?: ReactNode
  disabled?: boolean
}

function Row({ value, checked, onChoose, name, note, badge, disabled = false }: RowProps) {
  return (
    <label className="choice-row items-start!">
      <input
        type="radio"
        {...(checked ? { id: fieldId('titleId') } : {})}
        name="titleChoice"
        value={value}
        checked={checked}
        disabled={disabled}
        onChange={() => onChoose(value)}
        className="dot mt-0.5"
      />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13 font-semibold">
          {name} {badge}
        </span>
        <span className="choice-note">{note}</span>
      </span>
    </label>
  )
}
