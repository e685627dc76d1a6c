import type { FaultBoard, Faults, Platform } from './faults'
import type { Json } from './json'
import { PostOffice, type Letter, type Reply } from './post'
import type { Collection } from './state'

export interface Notice {
  id: string
  channel: Platform
  /** The merchant's number of what it is about: of an order, at Nuonuo. */
  outTradeNo: string
  kind: 'payment' | 'refund' | 'closed' | 'stray' | 'invoice'
  url: string
  /** What is told, before encryption and signature. */
  content: Json
  tries: number
  /** Real time of the next try; null when it was accepted or given up. */
  nextAt: number | null
  accepted: boolean
  /** HTTP status of the last answer; null when there was none. */
  lastStatus: number | null
}

/** How a channel writes its notices and what it takes for an acknowledgement. */
export interface Sender {
  retrySeconds: readonly number[]
  write(notice: Notice, signature: 'good' | 'bad'): Promise<Letter>
  accepts(reply: Reply): boolean
}

const REORDER_WINDOW_MS = 500

export interface NoticeQueueOptions {
  notices: Collection<Notice>
  faults: FaultBoard
  senders: Record<Platform, Sender>
  /** Multiplies the channels' retry intervals. */
  retryScale: number
  timeoutMs: number
}

/** Sends notices until the merchant acknowledges them. What is not yet acknowledged is taken up again after a restart. */
export class NoticeQueue {
  private readonly office: PostOffice
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private readonly held = new Map<Platform, string[]>()
  private readonly idsByPayment = new Map<string, string[]>()
  private isClosed = false

  constructor(private readonly options: NoticeQueueOptions) {
    this.office = new PostOffice(options.timeoutMs)
    for (const notice of options.notices.values()) {
      this.index(notice)
      if (notice.nextAt !== null) this.schedule(notice.id, notice.nextAt - Date.now())
    }
  }

  enqueue(notice: Pick<Notice, 'id' | 'channel' | 'outTradeNo' | 'kind' | 'url' | 'content'>): Notice {
    const faults = this.options.faults.of(notice.channel)
    const nextAt = Date.now() + faults.delayNoticesMs
    const added = { ...notice, tries: 0, nextAt, accepted: false, lastStatus: null }
    this.options.notices.put(added.id, added)
    this.index(added)
    if (faults.reorderNotices) this.hold(added, faults)
    else this.schedule(added.id, faults.delayNoticesMs)
    return added
  }

  /** The newest notice of a payment, of one kind if that is given. */
  latest(channel: Platform, outTradeNo: string, kind?: Notice['kind']): Notice | null {
    const ids = this.idsByPayment.get(`${channel} ${outTradeNo}`) ?? []
    const found = ids.map((id) => this.options.notices.get(id)).filter((notice) => notice !== undefined)
    return found.findLast((notice) => kind === undefined || notice.kind === kind) ?? null
  }

  list(): Notice[] {
    return [...this.options.notices.values()]
  }

  /** Sends a notice at once, also one that was acknowledged before, and even while notices are dropped. */
  async sendNow(id: string): Promise<Notice> {
    this.cancel(id)
    return this.attempt(id, true)
  }

  close(): void {
    this.isClosed = true
    for (const id of this.timers.keys()) this.cancel(id)
    this.office.close()
  }

  private index(notice: Notice): void {
    const key = `${notice.channel} ${notice.outTradeNo}`
    const ids = this.idsByPayment.get(key)
    if (ids) ids.push(notice.id)
    else this.idsByPayment.set(key, [notice.id])
  }

  private schedule(id: string, delayMs: number): void {
    this.cancel(id)
    const run = () =>
      void this.attempt(id, false).catch((error: unknown) => console.error('simulators: notice', id, error))
    this.timers.set(id, setTimeout(run, Math.max(0, delayMs)))
  }

  private cancel(id: string): void {
    clearTimeout(this.timers.get(id))
    this.timers.delete(id)
  }

  private hold(notice: Notice, faults: Faults): void {
    const waiting = this.held.get(notice.channel)
    if (waiting) {
      waiting.push(notice.id)
      return
    }
    const gathered = [notice.id]
    this.held.set(notice.channel, gathered)
    const release = async () => {
      this.held.delete(notice.channel)
      for (const id of gathered.reverse()) await this.attempt(id, false)
    }
    const key = `held ${notice.channel}`
    this.timers.set(
      key,
      setTimeout(() => void release(), faults.delayNoticesMs || REORDER_WINDOW_MS),
    )
  }

  private async attempt(id: string, forced: boolean): Promise<Notice> {
    this.timers.delete(id)
    const notice = this.options.notices.get(id)
    if (!notice) throw new Error(`There is no notice ${id}.`)
    if (this.isClosed) return notice
    const sender = this.options.senders[notice.channel]
    const faults = this.options.faults.of(notice.channel)
    const replies = faults.dropNotices && !forced ? [] : await this.send(notice, sender, faults)
    return this.record(id, replies, sender)
  }

  private async send(notice: Notice, sender: Sender, faults: Faults): Promise<(Reply | null)[]> {
    if (faults.badSignatureProbes) await this.office.post(notice.url, await sender.write(notice, 'bad'))
    const copies = Array.from({ length: Math.max(1, faults.duplicateNotices) }, () =>
      sender.write(notice, 'good'),
    )
    const letters = await Promise.all(copies)
    return Promise.all(letters.map((letter) => this.office.post(notice.url, letter)))
  }

  private record(id: string, replies: (Reply | null)[], sender: Sender): Notice {
    const notice = this.options.notices.get(id)
    if (!notice) throw new Error(`There is no notice ${id}.`)
    // What a closing process did not see answered stays due, so that the next process sends it again.
    if (this.isClosed) return notice
    const accepted = notice.accepted || replies.some((reply) => reply !== null && sender.accepts(reply))
    const interval = accepted ? undefined : sender.retrySeconds[notice.tries]
    const delayMs = interval === undefined ? null : interval * 1000 * this.options.retryScale
    const lastStatus = replies.findLast((reply) => reply !== null)?.status ?? null
    const nextAt = delayMs === null ? null : Date.now() + delayMs
    const changed = { ...notice, tries: notice.tries + 1, accepted, lastStatus, nextAt }
    this.options.notices.put(id, changed)
    if (delayMs !== null) this.schedule(id, delayMs)
    return changed
  }
}
