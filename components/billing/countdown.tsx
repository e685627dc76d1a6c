'use client'

import { useEffect, useState } from 'react'
import { formatCountdown } from '@/lib/web/format'

export type CountdownProps = {
  label: string
  /** As the server counted them when it wrote the page; the browser's own clock is not asked. */
  secondsLeft: number
  secondsTotal: number
}

const last = 300

/** Time left as h:mm:ss with a bar; the last five minutes in the tone of what has to be done. */
export function Countdown({ label, secondsLeft, secondsTotal }: CountdownProps) {
  const [left, setLeft] = useState(secondsLeft)

  useEffect(() => {
    const start = performance.now()
    const timer = setInterval(
      () => setLeft(Math.max(0, secondsLeft - (performance.now() - start) / 1000)),
      1000,
    )
    return () => clearInterval(timer)
  }, [secondsLeft])

  const share = secondsTotal > 0 ? Math.min(1, left / secondsTotal) * 100 : 0
  const late = left < last
  return (
    <div className="mt-4 text-13">
      <p className="flex justify-between">
        <span className="text-text-2">{label}</span>
        <span role="timer" className={`font-semibold ${late ? 'text-wait' : ''}`}>
          {formatCountdown(left)}
        </span>
      </p>
      <svg width="100%" height="4" aria-hidden className="mt-2 block overflow-hidden rounded-full bg-hover">
        <rect width={`${share}%`} height="4" className={late ? 'fill-wait' : 'fill-accent'} />
      </svg>
    </div>
  )
}
