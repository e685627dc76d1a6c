import { newId } from '@/lib/kernel/id'
import { hiddenFields, type Fields } from './forms'
import type { Channel } from './gateways'
import { Visitor, type Page } from './visitor'

const RECHARGE = '/resources/authentication/recharge'
const PASSWORD = 'Demo-pass-2026'

/** Where paying goes on: `url` is the gateway's page, or null for a code on the product's own. */
export type Begun = { attemptId: string; url: string | null }

/**
 * A customer who does everything through the pages of one server, as a browser without script would. Each step may be
 * done again: the ids are born here, as they are in a form.
 */
export class Shopper {
  private readonly forms = new Map<string, Fields>()

  private constructor(private readonly visitor: Visitor) {}

  static async signIn(url: string, email: string): Promise<Shopper> {
    const visitor = new Visitor(url)
    const { text } = await visitor.open('/sign-in')
    const fields = { ...hiddenFields(text, 'password'), email, password: PASSWORD }
    const page = await visitor.send('/sign-in', fields)
    if (page.status !== 303) throw new Error(`${email} cannot sign in`)
    return new Shopper(visitor)
  }

  async order(orderId: string, quantity: number): Promise<void> {
    const form = await this.form('order', RECHARGE, 'productCode')
    if (!form) throw new Error('there is nothing to order with')
    const choice = { choice: 'custom', quantity: String(quantity), agreed: 'on' }
    const page = await this.visitor.send(RECHARGE, { ...form, orderId, ...choice })
    if (!page.location.includes(`/orders/${orderId}/`))
      throw new Error(`the order was not placed: ${told(page)}`)
  }

  /** Null where the product says no, or that the gateway did. */
  async pay(orderId: string, channel: Channel | 'corporate', attemptId = newId()): Promise<Begun | null> {
    const path = `/orders/${orderId}/pay`
    const form = await this.form('pay', path, 'channel')
    if (!form) return null
    const page = await this.visitor.send(path, {
      ...form,
      ...{ orderId, channel, [`attempt-${channel}`]: attemptId },
    })
    if (page.status !== 303) return null
    const isOwn = page.location.includes(path) && !page.location.includes('gateway.do')
    return { attemptId, url: isOwn ? null : page.location }
  }

  /** Whether the product agreed. */
  async cancel(orderId: string): Promise<boolean> {
    const path = `/orders/${orderId}`
    const form = await this.form('cancel', `${path}?cancel=1`, 'orderId')
    if (!form) return false
    return (await this.visitor.send(path, { ...form, orderId })).status === 303
  }

  /** What an open page asks for every few seconds. */
  async look(orderId: string): Promise<{ status: string }> {
    const page = await this.visitor.open(`/api/orders/${orderId}/payment`)
    return JSON.parse(page.text) as { status: string }
  }

  /** Any page, as it is. */
  open(path: string): Promise<Page> {
    return this.visitor.open(path)
  }

  /** The action's fields are the same on every page that has the form, so one is read for all. */
  private async form(name: string, path: string, having: string): Promise<Fields | null> {
    const known = this.forms.get(name)
    if (known) return known
    const { text } = await this.visitor.open(path)
    const fields = hiddenFields(text, having)
    if (fields) this.forms.set(name, fields)
    return fields
  }
}

function told({ status, text }: Page): string {
  const refusal = /data-refusal[^>]*>(.*?)<\/(?:p|div)>/s.exec(text)?.[1] ?? text.slice(0, 300)
  return `${status} ${refusal.replace(/<[^>]+>/g, ' ')}`
}
