import type { ReactNode } from 'react'
import { Note } from './note'

/** Stands in place of what could not be loaded: what failed, what was not changed, a reference, and a way to try again. */
export function ErrorNote({
  title,
  children,
  retry,
}: {
  title: string
  children?: ReactNode
  retry?: { href: string; label: string }
}) {
  return (
    <Note tone="bad" inline role="alert" title={title} {...(retry ? { link: retry } : {})}>
      {children}
    </Note>
  )
}
