import { Agent, request as httpRequest } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'

export interface Letter {
  headers: Record<string, string>
  body: string
}

export interface Reply {
  status: number
  body: string
}

/** Posts over a pool of kept connections. Redirects are not followed; null when no answer came in time. */
export class PostOffice {
  private readonly plain = new Agent({ keepAlive: true, maxSockets: 32 })
  private readonly secure = new SecureAgent({ keepAlive: true, maxSockets: 32 })

  constructor(private readonly timeoutMs: number) {}

  async post(url: string, letter: Letter): Promise<Reply | null> {
    const first = await this.attempt(url, letter)
    // The receiver may close a kept connection in the moment that it is used again; that is not a failed delivery.
    return first === 'stale-connection' ? this.retry(url, letter) : first
  }

  close(): void {
    this.plain.destroy()
    this.secure.destroy()
  }

  private async retry(url: string, letter: Letter): Promise<Reply | null> {
    const second = await this.attempt(url, letter)
    return second === 'stale-connection' ? null : second
  }

  private attempt(url: string, letter: Letter): Promise<Reply | null | 'stale-connection'> {
    return new Promise((resolve) => {
      const isSecure = url.startsWith('https:')
      const headers = { ...letter.headers, 'content-length': String(Buffer.byteLength(letter.body)) }
      const options = { method: 'POST', headers, agent: isSecure ? this.secure : this.plain }
      const outgoing = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (body += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
        response.on('error', () => resolve(null))
      })
      // Counts from when the connection is there, not while the request waits for a free one.
      outgoing.setTimeout(this.timeoutMs, () => outgoing.destroy(new Error('No answer in time.')))
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        resolve(outgoing.reusedSocket && error.code === 'ECONNRESET' ? 'stale-connection' : null)
      })
      outgoing.end(letter.body)
    })
  }
}
