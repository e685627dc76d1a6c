'use client'

import { useState } from 'react'
import { FormContext, useFormContext } from '@/components/form/form-context'
import { TextInput } from '@/components/form/text-input'
import { Glyph } from '@/components/ui/glyph'
import { triangleAlert } from '@/components/ui/icon-paths'
import { judged, type CheckedField } from './judged'

export type CheckedTextProps = {
  field: CheckedField
  /** The name under which the form sends it. */
  name: string
  label: string
  help: string
  defaultValue: string
  /** Sentences by their message keys; in one about characters, `%` stands for them. */
  sentences: Record<string, string>
  autoComplete: string
}

/** What stands below the line since it was touched; before that, whatever the server answered. */
type Said = { touched: boolean; error?: string; doubt?: string }

/**
 * A line that is looked at when it is left, never while it is typed: what is wrong stands below it, and so does what a
 * reviewer will look at twice, which stops nobody.
 */
export function CheckedText({ field, help, sentences, ...input }: CheckedTextProps) {
  const form = useFormContext()
  const [said, setSaid] = useState<Said>({ touched: false })
  const [asked, setAsked] = useState(form.pending)
  if (asked !== form.pending) {
    setAsked(form.pending)
    // What is sent now will be answered; a doubt stands whatever the answer is.
    if (form.pending) setSaid(({ doubt }) => ({ touched: false, ...(doubt ? { doubt } : {}) }))
  }
  const sentenceOf = (key: string, characters = '') => (sentences[key] ?? key).replace('%', characters)
  const look = ({ value, form: around }: HTMLInputElement) => {
    const box = around?.elements.namedItem('formerNumber')
    const former = box instanceof HTMLInputElement && box.checked
    const { error, doubt } = value.trim() === '' ? {} : judged(field, value, { former })
    setSaid(({ touched }) => ({
      touched,
      ...(error ? { error: sentenceOf(error) } : {}),
      ...(doubt ? { doubt: sentenceOf(doubt.key, doubt.characters) } : {}),
    }))
  }
  const own = { ...form, errorOf: (name: string) => (said.touched ? undefined : form.errorOf(name)) }
  return (
    <FormContext value={own}>
      <TextInput
        {...input}
        spellCheck={false}
        autoCapitalize={field.endsWith('Id') ? 'characters' : 'none'}
        help={said.doubt ? <Doubt>{said.doubt}</Doubt> : help}
        error={said.error}
        onBlur={(event) => look(event.currentTarget)}
        onChange={() => setSaid({ touched: true })}
      />
    </FormContext>
  )
}

function Doubt({ children }: { children: string }) {
  return (
    <span role="status" className="flex gap-1.5 text-wait">
      <Glyph d={triangleAlert} size={14} className="mt-px shrink-0" />
      {children}
    </span>
  )
}
