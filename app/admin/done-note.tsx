import type { ReactNode } from 'react'
import { Note } from '@/components/ui/note'

/** What the form just sent has done, above the page that shows it. */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <div className="mb-6 max-w-[640px]">
      <Note tone="good" title={children} role="status" />
    </div>
  )
}
