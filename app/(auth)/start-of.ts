import type { Area } from '@/lib/auth/token'
import { safePath } from '@/lib/web/safe-path'

const HOME: Record<Area, string> = { portal: '/overview', staff: '/admin' }

/** Where the person wanted to go, on the side they belong to; else that side's first page. */
export function startOf(area: Area, wanted: unknown): string {
  const path = safePath(wanted, HOME[area])
  return /^\/admin(\/|\?|$)/.test(path) === (area === 'staff') ? path : HOME[area]
}
