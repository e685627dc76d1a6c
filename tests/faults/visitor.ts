import type { Fields } from './forms'
import { Away } from './until'

export type Page = { status: number; location: string; text: string }

const PATIENCE_MS = 20_000

/** A browser without script: keeps cookies, sends forms, follows nothing. Throws Away where nobody answers, or with 5xx. */
export class Visitor {
  private readonly cookies = new Map<string, string>()

  constructor(readonly url: string) {}

  open(path: string): Promise<Page> {
    return this.ask(path, { method: 'GET' })
  }

  send(path: string, fields: Fields): Promise<Page> {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return this.ask(path, { method: 'POST', body })
  }

  private async ask(path: string, init: RequestInit): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.fetch(path, { ...init, headers: { cookie, origin: this.url } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/s) ?? []
      this.cookies.set(name, value)
    }
    const text = await response.text().catch((error: unknown) => {
      throw new Away('the answer broke off', { cause: error })
    })
    if (response.status >= 500) throw new Away(`${path}: ${response.status}`)
    return { status: response.status, location: response.headers.get('location') ?? '', text }
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS)
      return await fetch(new URL(path, this.url), { ...init, redirect: 'manual', signal })
    } catch (error) {
      throw new Away(`${path}: nobody answers`, { cause: error })
    }
  }
}
