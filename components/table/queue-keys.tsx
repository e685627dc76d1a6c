'use client'

import { useEffect } from 'react'
import { Kbd } from '@/components/ui/kbd'

export type QueueKeysProps = {
  /** Finds what the keys walk through, in page order: links or buttons. The one open now carries `aria-current`. */
  items?: string
  labels: { move: string; open: string; search?: string }
}

/**
 * Keys of a queue: j and k walk through its items, Enter opens the one that has the focus, / goes to the page's
 * search and Esc leaves it. They are dead wherever somebody types, and in an open dialog.
 */
export function QueueKeys({ items = '[data-queue-item]', labels }: QueueKeysProps) {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Escape' && event.target instanceof HTMLElement && event.target.matches(SEARCH))
        event.target.blur()
      if (isTaken(event.target)) return
      const goal = goalOf(event.key, items)
      if (!goal) return
      event.preventDefault()
      goal.focus()
      goal.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [items])

  return (
    <p className="hidden flex-wrap items-center gap-x-4 gap-y-2 text-12 text-text-3 pointer-fine:flex">
      <Hint keys={['j', 'k']}>{labels.move}</Hint>
      <Hint keys={['Enter']}>{labels.open}</Hint>
      {labels.search ? <Hint keys={['/']}>{labels.search}</Hint> : null}
    </p>
  )
}

const SEARCH = 'input[data-search]'
const TYPED_INTO = 'input, select, textarea, [contenteditable]'

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  return target instanceof HTMLElement && target.matches(TYPED_INTO)
}

function goalOf(key: string, items: string): HTMLElement | undefined {
  if (key === '/') return document.querySelector<HTMLElement>(SEARCH) ?? undefined
  if (key !== 'j' && key !== 'k') return undefined
  const all = [...document.querySelectorAll<HTMLElement>(items)]
  const focused = all.findIndex((item) => item === document.activeElement)
  const current = all.findIndex((item) => item.hasAttribute('aria-current'))
  return all[placeAfter(key, { focused, current, count: all.length })]
}

/** Where a key leads from the item that has the focus, else from the one that is open, else to the first. */
export function placeAfter(
  key: 'j' | 'k',
  { focused, current, count }: { focused: number; current: number; count: number },
): number {
  const from = focused >= 0 ? focused : current
  if (from < 0) return 0
  return Math.min(Math.max(from + (key === 'j' ? 1 : -1), 0), count - 1)
}

function Hint({ keys, children }: { keys: readonly string[]; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  )
}
