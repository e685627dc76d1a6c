'use client'

import { ErrorCard, type Failure } from './error-card'
import './globals.css'

/** The root layout itself failed, so this page brings its own document. */
export default function GlobalErrorPage(failure: Failure) {
  return (
    <html lang="en">
      <body>
        <ErrorCard {...failure} />
      </body>
    </html>
  )
}
