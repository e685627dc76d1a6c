'use client'

import { useEffect, useState } from 'react'
import { Glyph } from './glyph'
import { check, copy } from './icon-paths'
import { buttonClass, type ButtonLook } from './button-class'

export type CopyButtonProps = {
  /** What is copied: without the spaces that make it readable. */
  value: string
  label: string
  copiedLabel: string
  /** Names the thing for screen readers where the label alone does not. */
  what?: string
} & ButtonLook

/** Copies a value and says so in place for two seconds. */
export function CopyButton({ value, label, copiedLabel, what, variant, size, block }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  const copyValue = () => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }

  return (
    <button type="button" onClick={copyValue} className={buttonClass({ variant, size, block })}>
      <Glyph d={copied ? check : copy} className={copied ? 'text-good!' : ''} />
      <span aria-live="polite" className={`grid text-left ${copied ? 'text-good' : ''}`}>
        <span className={`col-start-1 row-start-1 ${copied ? 'invisible' : ''}`}>
          {label}
          {what ? <span className="sr-only"> {what}</span> : null}
        </span>
        <span className={`col-start-1 row-start-1 ${copied ? '' : 'invisible'}`}>{copiedLabel}</span>
      </span>
    </button>
  )
}
