'use client'

import { ErrorCard, type Failure } from './error-card'

/** A bug or an outage below the root layout. What failed stands in the log under the reference. */
export default function ErrorPage(failure: Failure) {
  return <ErrorCard {...failure} />
}
