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
  const asked = useRef(drawnFor)

  useEffect(() => {
    if (here === drawnFor || here === asked.current) return
    asked.current = here
    router.refresh()
  }, [here, drawnFor, router])

  return null
}
