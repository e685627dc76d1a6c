'use client'

import { fieldId, FieldNote } from '@/components/form/field'
import { useFormContext } from '@/components/form/form-context'

export type ChosenBeforeProps = { kind: string; invoiceable: readonly string[] }

/** What step 1 chose, sent along. What is wrong with it by now has no other place than here. */
export function ChosenBefore({ kind, invoiceable }: ChosenBeforeProps) {
  const { errorOf } = useFormContext()
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      {invoiceable.map((id) => (
        <input key={id} type="hidden" name="invoiceable" value={id} />
      ))}
      <div role="alert" className="mb-5 empty:hidden">
        {(['kind', 'invoiceable'] as const).map((name) => (
          <FieldNote key={name} id={fieldId(name)} wrong={errorOf(name)} />
        ))}
      </div>
    </>
  )
}
