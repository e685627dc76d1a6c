'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { fileText, upload as uploadOutline } from '@/components/ui/icon-paths'
import { buttonClass } from '@/components/ui/button-class'
import { Field } from './field'
import { FormContext, useFormContext } from './form-context'
import { formatSize } from '@/lib/web/format'
import { sendFile, type SentFile } from './send-file'

export type FileInputLabels = {
  choose: string
  remove: string
  uploading: string
  tooLarge: string
  failed: string
}

export type FileInputProps = {
  /** The field that carries the id of the uploaded file. */
  name: string
  label: string
  /** Types and size beforehand, e.g. "JPG, PNG or PDF, at most 4 MB". */
  help: ReactNode
  accept: string
  mostBytes: number
  /** Where the file goes as soon as it is chosen; it answers with its id, or with a problem in a sentence. */
  address: string
  purpose: string
  labels: FileInputLabels
}

type State =
  | { kind: 'empty' }
  | { kind: 'sending'; name: string; size: number; done: number }
  | { kind: 'sent'; file: SentFile }
  | { kind: 'failed'; sentence: string }

/**
 * A file that is uploaded when it is chosen or dropped, with progress and preview; the form then carries its id. Before
 * hydration it is a plain file field named `file`, for a form that posts it itself.
 */
export function FileInput(props: FileInputProps) {
  const { name, label, help, accept, labels } = props
  const [state, setState] = useState<State>({ kind: 'empty' })
  const box = useRef<HTMLInputElement>(null)
  const work = useUpload(props, setState)
  useEffect(() => {
    // From now on the form carries the id, not the file. What was chosen before the page was taken over is sent now.
    box.current?.removeAttribute('name')
    const early = box.current?.files?.[0]
    if (early) work.start(early)
  }, [work])
  useWaitingSubmit(box, state.kind === 'sending')

  const context = useFormContext()
  // What the form said before is over once a file was chosen.
  const errorOf = (field: string) => (state.kind === 'empty' ? context.errorOf(field) : undefined)
  const wrong = state.kind === 'failed' ? state.sentence : undefined
  return (
    <FormContext value={{ ...context, errorOf }}>
      <Field name={name} label={label} help={help} error={wrong}>
        {({ name: field, ref, onBlur, onChange: _heard, defaultValue: _before, ...control }) => (
          <>
            <input type="hidden" name={field} value={state.kind === 'sent' ? state.file.id : ''} />
            <div className="drop" hidden={state.kind === 'sent' || state.kind === 'sending'}>
              <Glyph d={uploadOutline} className="text-text-2" />
              <span>{labels.choose}</span>
              <input
                {...control}
                ref={(element) => {
                  box.current = element
                  ref?.(element)
                }}
                type="file"
                accept={accept}
                name="file"
                onBlur={onBlur}
                onChange={(event) => {
                  const chosen = event.currentTarget.files?.[0]
                  if (chosen) work.start(chosen)
                }}
              />
            </div>
            <Shown
              state={state}
              labels={labels}
              remove={() => {
                work.end()
                if (box.current) box.current.value = ''
                setState({ kind: 'empty' })
                setTimeout(() => box.current?.focus())
              }}
            />
          </>
        )}
      </Field>
    </FormContext>
  )
}

/** Sends what was chosen; what was chosen before it is given up. */
function useUpload(props: FileInputProps, tell: (state: State) => void) {
  const latest = useRef({ props, tell })
  useEffect(() => {
    latest.current = { props, tell }
  })
  const [work] = useState(() => {
    let abort: (() => void) | null = null
    return {
      start(chosen: File) {
        const { props: now, tell: say } = latest.current
        abort?.()
        if (chosen.size > now.mostBytes) return say({ kind: 'failed', sentence: now.labels.tooLarge })
        const { name, size } = chosen
        say({ kind: 'sending', name, size, done: 0 })
        abort = sendFile(now.address, now.purpose, chosen, {
          progress: (done) => latest.current.tell({ kind: 'sending', name, size, done }),
          sent: (file) => latest.current.tell({ kind: 'sent', file }),
          failed: (sentence) =>
            latest.current.tell({ kind: 'failed', sentence: sentence ?? now.labels.failed }),
        })
      },
      end: () => abort?.(),
    }
  })
  useEffect(() => work.end, [work])
  return work
}

/** Sent while the file is still under way, the form waits for it. */
function useWaitingSubmit(box: { current: HTMLInputElement | null }, sending: boolean) {
  const waits = useRef(false)
  useEffect(() => {
    const form = box.current?.form
    if (!form) return
    if (!sending && waits.current) {
      waits.current = false
      form.requestSubmit()
    }
    if (!sending) return
    const hold = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
      waits.current = true
    }
    form.addEventListener('submit', hold, true)
    return () => form.removeEventListener('submit', hold, true)
  }, [box, sending])
}

function Shown({ state, labels, remove }: { state: State; labels: FileInputLabels; remove: () => void }) {
  if (state.kind !== 'sending' && state.kind !== 'sent') return null
  const { name, size } = state.kind === 'sent' ? state.file : state
  const picture = state.kind === 'sent' && state.file.type.startsWith('image/') ? state.file.id : null
  return (
    <div className="flex items-center gap-3 rounded-md border p-2">
      <span className="grid size-14 shrink-0 place-items-center overflow-hidden rounded-sm bg-sunken text-text-3">
        {picture ? (
          // What is shown is what is kept. Its size is its own, so nothing is gained by an optimised copy.
          // eslint-disable-next-line @next/next/no-img-element
          <img src={`/api/files/${picture}`} alt="" className="size-full object-cover" />
        ) : (
          <Glyph d={fileText} size={20} />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold" title={name}>
          {name}
        </span>
        {state.kind === 'sending' ? (
          <progress
            className="progress mt-1.5 block w-full"
            max={1}
            value={state.done}
            aria-label={labels.uploading}
          />
        ) : (
          <span className="text-12 text-text-3">{formatSize(size)}</span>
        )}
      </span>
      <button type="button" className={buttonClass({ size: 32 })} onClick={remove}>
        {labels.remove}
      </button>
    </div>
  )
}
