'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, type ReactNode } from 'react'
import { markOf, type PaymentAnswer } from './payment-mark'

export type PaymentWatchProps = {
  /** Where the state of the payment is asked for. */
  address: string
  /** The state that the page shows. */
  mark: string
  /** Whether anything can still change. */
  active: boolean
  /** After so many seconds what is shown has run out; null where it does not. */
  runsOutIn: number | null
  /** How often it is asked for while somebody looks. */
  askMs?: number
  /** What screen readers are told once it is paid; null before. */
  paid: string | null
  children: ReactNode
}

const ASK_MS = 2500
const ASK_HIDDEN_MS = 30_000

/** Shows its page anew when the payment has moved on, and leads to what changed once it is paid. */
export function PaymentWatch(props: PaymentWatchProps) {
  const { address, mark, active, runsOutIn, askMs = ASK_MS, paid, children } = props
  const router = useRouter()
  const box = useRef<HTMLDivElement>(null)
  const paidBefore = useRef(paid !== null)

  useEffect(() => {
    if (!active) return
    return ask(address, askMs, (answer) => {
      if (answer === null || markOf(answer) !== mark) router.refresh()
    })
  }, [active, address, askMs, mark, router])

  useEffect(() => {
    if (runsOutIn === null) return
    const timer = setTimeout(() => router.refresh(), (runsOutIn + 1) * 1000)
    return () => clearTimeout(timer)
  }, [runsOutIn, mark, router])

  useEffect(() => {
    if (paid !== null && !paidBefore.current) box.current?.focus()
    paidBefore.current = paid !== null
  }, [paid])

  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <p role="status" className="sr-only">
        {paid}
      </p>
      {children}
    </div>
  )
}

/**
 * Asks every few seconds, ever more slowly while nobody looks at the page. Null says that the page may not be asked
 * for any more (signed out, say); no answer at all changes nothing.
 */
function ask(address: string, everyMs: number, tell: (answer: PaymentAnswer | null) => void): () => void {
  const ended = new AbortController()
  let wait = everyMs
  let timer: ReturnType<typeof setTimeout> | undefined

  const later = () => {
    clearTimeout(timer)
    if (!ended.signal.aborted) timer = setTimeout(() => void once(), wait)
  }
  const once = async () => {
    wait = document.hidden ? Math.min(wait * 1.5, ASK_HIDDEN_MS) : everyMs
    try {
      const response = await fetch(address, { cache: 'no-store', signal: ended.signal })
      if (response.ok) tell((await response.json()) as PaymentAnswer)
      else if (response.status < 500) return tell(null)
    } catch {
      // Offline, or the page is being left: the next question tells.
    }
    later()
  }
  const look = () => {
    if (document.hidden) return
    clearTimeout(timer)
    void once()
  }
  document.addEventListener('visibilitychange', look)
  later()
  return () => {
    ended.abort()
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  }
}
