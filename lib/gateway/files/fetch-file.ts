import type { Unknown } from '../payment-channel'

type Fetched = { readonly kind: 'file'; readonly content: Uint8Array } | Unknown

/** An official file is a few hundred kilobytes; what is longer is no invoice. */
const MOST_BYTES = 3 * 1024 * 1024
const TIMEOUT_MS = 15_000
const MOST_HOPS = 3

/**
 * Fetches a file that a channel names: over http or https alone, of bounded size, within a bounded time. What it is has
 * still to be judged by its content.
 */
export async function fetchFile(address: string): Promise<Fetched> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  let next = address
  try {
    for (let hop = 0; hop <= MOST_HOPS; hop++) {
      if (!/^https?:\/\//i.test(next) || !URL.canParse(next)) return unknown('no web address')
      const response = await fetch(next, { redirect: 'manual', signal })
      const location = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && location) {
        await response.body?.cancel()
        next = new URL(location, next).href
        continue
      }
      if (response.status !== 200) return unknown(`HTTP ${response.status}`)
      return await bounded(response)
    }
    return unknown('too many redirections')
  } catch (error) {
    return unknown(error instanceof Error ? `network: ${error.name}` : 'network')
  }
}

async function bounded(response: Response): Promise<Fetched> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    // Leaving the loop ends the download.
    if (length > MOST_BYTES) return unknown('the file is too long')
    chunks.push(chunk)
  }
  if (length === 0) return unknown('the file is empty')
  return { kind: 'file', content: Buffer.concat(chunks) }
}

function unknown(why: string): Unknown {
  return { kind: 'unknown', why, requestId: null }
}
