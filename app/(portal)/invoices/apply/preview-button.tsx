'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'

export type PreviewButtonProps = { address: string; label: string; failed: string }

/** Something was changed by somebody else: the page shows what there is now. */
const CONFLICT = 409

type Problem = { detail?: string; fields?: Record<string, string> }

/** Shows the form as an invoice in a window of its own, or says here what is still wrong with it. */
export function PreviewButton({ address, label, failed }: PreviewButtonProps) {
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const router = useRouter()
  const show = async (form: HTMLFormElement) => {
    // Opened at once: after an answer a browser would take it for an advertisement.
    const shown = window.open('', '_blank')
    setBusy(true)
    setWrong(null)
    try {
      const answer = await fetch(address, { method: 'POST', body: new FormData(form) })
      if (answer.ok && shown) {
        shown.location = URL.createObjectURL(await answer.blob())
        return
      }
      shown?.close()
      const problem = (await answer.json()) as Problem
      if (answer.status === CONFLICT) router.refresh()
      setWrong(Object.values(problem.fields ?? {})[0] ?? problem.detail ?? failed)
    } catch {
      shown?.close()
      setWrong(failed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button
        type="button"
        disabled={busy}
        className={buttonClass({ size: 32 })}
        onClick={(event) => {
          const { form } = event.currentTarget
          if (form) void show(form)
        }}
      >
        {label}
      </button>
      {wrong ? (
        <p role="alert" className="basis-full text-12 text-bad">
          {wrong}
        </p>
      ) : null}
    </>
  )
}
