import { Agent, request, type OutgoingHttpHeaders } from 'node:http'
import { setTimeout } from 'node:timers/promises'

/** A page, and what its text must hold to count as answered. */
export type Target = { url: string; headers?: OutgoingHttpHeaders; holds: string }

/** Connections that are kept, like those of browsers. */
export function openConnections(count: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: count, scheduling: 'fifo' })
}

/** Gets the page to its last byte; throws unless it is what was asked for. Resolves to its milliseconds. */
export function getPage(agent: Agent, { url, headers = {}, holds }: Target): Promise<number> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const took = performance.now() - start
        const body = Buffer.concat(chunks)
        if (incoming.statusCode === 200 && body.includes(holds)) resolve(took)
        else reject(new Error(`${url}: ${incoming.statusCode} ${body.toString().slice(0, 500)}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

/** Pages a second over so many connections, each asking again as soon as it is answered. */
export async function pagesPerSecond(target: Target, connections: number, seconds: number): Promise<number> {
  const agent = openConnections(connections)
  const start = performance.now()
  const end = start + seconds * 1000
  let pages = 0
  const ask = async () => {
    while (performance.now() < end) {
      await getPage(agent, target)
      pages++
    }
  }
  await Promise.all(Array.from({ length: connections }, ask))
  agent.destroy()
  return pages / ((performance.now() - start) / 1000)
}

/**
 * The milliseconds of each page, asked for so many times a second whether or not the former ones are answered: who
 * waits for the answer before asking again does not see how long others would have waited.
 */
export async function timesAtRate(target: Target, perSecond: number, seconds: number): Promise<number[]> {
  const agent = openConnections(Infinity)
  const start = performance.now()
  const asked: Promise<number>[] = []
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = start + (number * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0) await setTimeout(early)
    const page = getPage(agent, target)
    page.catch(() => undefined)
    asked.push(page)
  }
  const times = await Promise.all(asked)
  agent.destroy()
  return times
}

/** The value below which this part of all values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
}
