import { ControlError } from '../channel'
import { Chores } from '../chores'
import type { Clock } from '../clock'
import { controlRoute } from '../control'
import type { FaultBoard } from '../faults'
import type { Route } from '../http'
import { text, type Json } from '../json'
import type { KeyFile } from '../keys'
import type { NoticeQueue } from '../notices'
import { randomHex } from '../random'
import { callbackOf } from './callbacks'
import { issue, type NuonuoDesk } from './desk'
import { totalsOf } from './face'
import type { NuonuoInvoice } from './invoice'
import { advance, answerForm, formList } from './red-forms'
import { nuonuoRoutes } from './api'

export interface NuonuoOptions {
  records: Pick<NuonuoDesk, 'invoices' | 'forms'>
  clock: Clock
  faults: FaultBoard
  keys: KeyFile
  notices: NoticeQueue
  issueMs: number
  baseUrl: () => string
}

/** Nuonuo as a whole: its API, the tax bureau behind it, and what buyers and tests can do there. */
export class NuonuoPlatform {
  private readonly desk: NuonuoDesk
  private readonly chores = new Chores()
  private isWorking = false

  constructor(private readonly options: NuonuoOptions) {
    const { records, clock, faults, issueMs, baseUrl } = options
    this.desk = { ...records, clock, faults, issueMs, baseUrl, carryOn: () => this.carryOn() }
    this.carryOn()
  }

  routes(): Route[] {
    return [
      ...nuonuoRoutes(this.desk, this.options.keys),
      controlRoute('GET', '/control/invoices', () => [...this.desk.invoices.values()].map(view)),
      controlRoute('GET', '/control/red-forms', () => formList(this.desk)),
      controlRoute('POST', '/control/red-form', (_call, body) => {
        const { verdict } = body
        if (verdict !== 'confirm' && verdict !== 'deny')
          throw new ControlError(400, 'Give a "verdict": confirm or deny.')
        const answered = answerForm(this.desk, text(body['billId']), verdict)
        if (!answered) throw new ControlError(409, 'No form of this "billId" waits for the buyer.')
        return answered
      }),
    ]
  }

  close(): void {
    this.chores.close()
  }

  /** Comes back again and again until all that was asked for has been done. */
  private carryOn(): void {
    if (this.isWorking) return
    this.isWorking = true
    this.chores.later(() => {
      const left = this.work()
      this.isWorking = left
      return !left
    })
  }

  private work(): boolean {
    for (const form of this.desk.forms.values()) advance(this.desk, form)
    const waiting = [...this.desk.invoices.values()].filter(({ status }) => status === '20')
    const due = waiting.filter(({ dueAt }) => dueAt <= Date.now())
    for (const invoice of due) this.tell(issue(this.desk, invoice))
    return waiting.length > due.length
  }

  private tell(invoice: NuonuoInvoice): void {
    const { callBackUrl: url, orderNo: outTradeNo } = invoice
    if (url === null) return
    const content = callbackOf(invoice)
    this.options.notices.enqueue({
      id: randomHex(16),
      channel: 'nuonuo',
      outTradeNo,
      kind: 'invoice',
      url,
      content,
    })
  }
}

function view(invoice: NuonuoInvoice): Json {
  const { orderNo, serial, colour, line, status, number, code, printedNumber, blueNumber } = invoice
  const { includedFen, taxFen } = totalsOf(invoice)
  const { name: buyerName, taxNum: buyerTaxNum } = invoice.buyer
  const told = { orderNo, serial, colour, line, status, number, code, printedNumber, blueNumber }
  return { ...told, seller: invoice.seller.taxNum, buyerName, buyerTaxNum, fen: includedFen, taxFen }
}
