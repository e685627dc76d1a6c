'use client'

import { useActionState } from 'react'
import type { FormServerAction } from '@/components/form/form-context'
import { SubmitButton } from '@/components/form/submit-button'

/** One button; its answer takes its place. */
export function ResendForm({
  action,
  label,
  sent,
}: {
  action: FormServerAction
  label: string
  sent: string
}) {
  const [state, post] = useActionState(action, { status: 'idle' })
  if (state.status === 'done') return <p role="status">{sent}</p>
  return (
    <form action={post} className="flex flex-wrap items-center gap-x-3">
      {state.status === 'refused' ? (
        <p role="alert" className="text-bad">
          {state.message}
        </p>
      ) : null}
      <SubmitButton variant="secondary">{label}</SubmitButton>
    </form>
  )
}
