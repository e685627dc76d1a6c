'use client'

import { useCallback, useEffect, useRef } from 'react'

/**
 * Puts work off until the pointer is released. A field left by a press elsewhere would otherwise show or
 * clear its error between press and release, the page would move, and the click would miss its target.
 */
export function useWhenReleased(): (work: () => void) => void {
  const pressed = useRef(false)
  const waiting = useRef<(() => void)[]>([])

  useEffect(() => {
    const press = () => {
      pressed.current = true
    }
    const release = () => {
      pressed.current = false
      setTimeout(() => waiting.current.splice(0).forEach((work) => work()))
    }
    document.addEventListener('pointerdown', press, true)
    document.addEventListener('pointerup', release, true)
    document.addEventListener('pointercancel', release, true)
    return () => {
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('pointerup', release, true)
      document.removeEventListener('pointercancel', release, true)
    }
  }, [])

  return useCallback((work) => {
    if (pressed.current) waiting.current.push(work)
    else work()
  }, [])
}
