'use client'

import { useEffect, useRef, useState } from 'react'
import { AgreementText } from '@/components/billing/agreement-text'
import { ActionForm } from '@/components/form/action-form'
import { useFormContext } from '@/components/form/form-context'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea, TextInput } from '@/components/form/text-input'
import { publishAgreementAction } from '../../actions'

type Texts = {
  summary: string
  from: string
  fromHelp: string
  bodyHelp: string
  preview: string
  publish: string
}

type WordingProps = {
  suffix: 'En' | 'Zh'
  lang: string
  titleLabel: string
  bodyLabel: string
  title: string
  body: string
}

export type NewAgreementFormProps = {
  code: string
  version: number
  earliest: string
  wordings: WordingProps[]
  texts: Texts
}

/** A new version in both languages, each with what its readers will see beside it. */
export function NewAgreementForm({ code, version, earliest, wordings, texts }: NewAgreementFormProps) {
  return (
    <ActionForm action={publishAgreementAction} summaryTitle={texts.summary}>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="version" value={version} />
      <TextInput
        name="effectiveOn"
        label={texts.from}
        type="date"
        min={earliest}
        max="2999-12-31"
        defaultValue={earliest}
        help={texts.fromHelp}
        className="max-w-[280px]"
      />
      {wordings.map((wording) => (
        <Wording key={wording.suffix} {...wording} texts={texts} />
      ))}
      <SubmitButton variant="primary" size={40}>
        {texts.publish}
      </SubmitButton>
    </ActionForm>
  )
}

function Wording({
  suffix,
  lang,
  titleLabel,
  bodyLabel,
  title,
  body,
  texts,
}: WordingProps & { texts: Texts }) {
  const { typed } = useFormContext()
  const [titleName, bodyName] = [`title${suffix}`, `body${suffix}`]
  const [shown, setShown] = useState({
    title: typed?.[titleName] ?? title,
    body: typed?.[bodyName] ?? body,
  })
  const box = useRef<HTMLDivElement>(null)
  const look = () => {
    const textOf = (name: string) =>
      box.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`)?.value ?? ''
    setShown({ title: textOf(titleName), body: textOf(bodyName) })
  }
  // What was typed before hydration is in no event; the fields themselves know it.
  useEffect(look, [titleName, bodyName])
  return (
    <div ref={box} onChange={look} className="mb-7 grid gap-x-10 gap-y-5 lg:grid-cols-2">
      <div>
        <TextInput name={titleName} label={titleLabel} defaultValue={title} lang={lang} />
        <TextArea
          name={bodyName}
          label={bodyLabel}
          defaultValue={body}
          lang={lang}
          rows={16}
          help={texts.bodyHelp}
        />
      </div>
      <section aria-label={`${texts.preview}: ${titleLabel}`}>
        <p className="mb-1.5 text-13 font-semibold">{texts.preview}</p>
        <div className="max-h-[480px] overflow-y-auto rounded-lg border p-5 max-sm:p-4" tabIndex={0}>
          <p className="mb-4 text-20 font-semibold" lang={lang}>
            {shown.title}
          </p>
          <AgreementText body={shown.body} lang={lang} />
        </div>
      </section>
    </div>
  )
}
