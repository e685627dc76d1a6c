'use client'

import { useId, useRef, type ReactNode } from 'react'
import { buttonClass, type ButtonLook } from './button-class'

export type DialogProps = ButtonLook & {
  /** The button that opens it, and the heading. */
  label: ReactNode
  title: ReactNode
  /** What cannot be undone, and the form whose button repeats verb and amount. */
  children: ReactNode
  cancelLabel: string
}

/** A native modal dialog: focus is kept inside, Esc and **cancelLabel** close it. Only for what cannot be undone. */
export function Dialog({ label, title, children, cancelLabel, variant, size, block }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={buttonClass({ variant, size, block })}
        onClick={() => box.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={box} className="sheet text-left whitespace-normal" aria-labelledby={titleId}>
        <div className="p-5">
          <h2 id={titleId} className="mb-2 text-16 font-semibold">
            {title}
          </h2>
          <div className="text-13 font-normal text-text-2">{children}</div>
          <form method="dialog" className="mt-3">
            <button className={buttonClass({ variant: 'secondary', size: 36, block: true })}>
              {cancelLabel}
            </button>
          </form>
        </div>
      </dialog>
    </>
  )
}
