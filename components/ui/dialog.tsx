'use client'

import { useId, useRef, type ReactNode } from 'react'
import { buttonClass, type ButtonLook } from './button-class'

export type ConfirmDialogProps = ButtonLook & {
  /** The page that asks the same where no script runs, told by `param`. */
  action: string
  param: string
  label: string
  title: string
  keepLabel: string
  /** What cannot be undone, and the form that does it. */
  children: ReactNode
}

/** A button that opens a native dialog; before hydration it is a GET form that leads to a page with the same question. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { action, param, label, title, keepLabel, children, variant, size, block } = props
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  return (
    <>
      <form
        method="get"
        action={action}
        onSubmit={(event) => {
          event.preventDefault()
          box.current?.showModal()
        }}
      >
        <button
          name={param}
          value="1"
          aria-haspopup="dialog"
          className={buttonClass({ variant, size, block })}
        >
          {label}
        </button>
      </form>
      <dialog ref={box} className="sheet text-left whitespace-normal" aria-labelledby={titleId}>
        <div className="p-5 text-13">
          <h2 id={titleId} className="mb-2 text-16 font-semibold">
            {title}
          </h2>
          {children}
          <form method="dialog" className="mt-3">
            <button className={buttonClass({ size: 36, block: true })}>{keepLabel}</button>
          </form>
        </div>
      </dialog>
    </>
  )
}
