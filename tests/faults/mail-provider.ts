import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** How Resend fails: it does not take a mail, takes no more for now, or takes it and never says so. */
export type MailTrouble = 'refuses' | 'limits' | 'nonsense' | 'silent'

type Taken = { id: string; content: string; asked: number }

const ANSWERS = {
  refuses: [500, '{"statusCode":500,"name":"internal_server_error","message":"down"}'],
  limits: [429, '{"statusCode":429,"name":"rate_limit_exceeded","message":"too many"}'],
  nonsense: [200, '<html>502 Bad Gateway</html>'],
} as const

/** Stands in for Resend: takes each mail once by its idempotency key, and remembers what it should not have been sent. */
export class MailProvider {
  readonly taken = new Map<string, Taken>()
  /** Mails without a key, or with other content under a key that was used: each would be a second mail. */
  readonly wrong: string[] = []
  trouble: MailTrouble | null = null
  url = ''
  private server: Server | null = null
  private port = 0

  /** At the same address as before, once it has had one. */
  async open(): Promise<this> {
    const server = createServer((request, response) => {
      void this.answer(request, response).catch(() => response.destroy())
    })
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.server = server
    this.port = (server.address() as AddressInfo).port
    this.url = `http://127.0.0.1:${this.port}`
    return this
  }

  async close(): Promise<void> {
    const { server } = this
    this.server = null
    if (!server) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = await text(request)
    const { trouble } = this
    if (trouble !== null && trouble !== 'silent') {
      const [status, body] = ANSWERS[trouble]
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
      return
    }
    const mail = this.take(String(request.headers['idempotency-key'] ?? ''), content)
    if (trouble === 'silent') return
    response.writeHead(mail ? 200 : 409, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(mail ? { id: mail.id } : { statusCode: 409, name: 'invalid_idempotent_request' }),
    )
  }

  private take(key: string, content: string): Taken | null {
    const known = this.taken.get(key)
    if (key === '' || (known && known.content !== content)) {
      this.wrong.push(key)
      return null
    }
    const mail = known ?? { id: `mail-${this.taken.size + 1}`, content, asked: 0 }
    this.taken.set(key, mail)
    mail.asked++
    return mail
  }
}
