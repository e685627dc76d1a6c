'use client'

import { Glyph } from '@/components/ui/glyph'
import { triangleAlert } from '@/components/ui/icon-paths'
import type { FormState } from '@/lib/web/form-state'

/** Why the whole form was refused, in place and in focus. */
export function FormRefusal({ state }: { state: FormState }) {
  if (state.status !== 'refused') return null
  return (
    <div
      role="alert"
      tabIndex={-1}
      data-refusal={state.code}
      className="mb-5 flex gap-2.5 rounded-lg bg-bad-soft px-3.5 py-3 text-13"
    >
      <Glyph d={triangleAlert} className="mt-0.5 shrink-0 text-bad" />
      <p>{state.message}</p>
    </div>
  )
}
