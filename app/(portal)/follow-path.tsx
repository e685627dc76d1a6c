'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

/**
 * The frame is drawn for one address, and the browser keeps it when Back leads to another: it is then asked for anew,
 * once for each address.
 */
export function FollowPath({ drawnFor }: { drawnFor: string }) {
  const here = usePathname()
  const router = useRouter()
  const asked = useRef<string | null>(null)

  useEffect(() => {
    if (here === drawnFor) {
      asked.current = null
    } else if (here !== asked.current) {
      asked.current = here
      router.refresh()
    }
  }, [here, drawnFor, router])

  return null
}
