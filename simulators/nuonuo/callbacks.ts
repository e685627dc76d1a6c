import { object, parseObject, text, type Json } from '../json'
import type { Notice, Sender } from '../notices'
import type { Letter, Reply } from '../post'
import { signedYuan } from './amount'
import { totalsOf } from './face'
import type { NuonuoInvoice } from './invoice'

const MINUTE = 60
/** The platform's documents name no intervals; these are long enough that whoever only waits for them is late. */
const RETRY_SECONDS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 180 * MINUTE]

/** What became of a request, in the words of the callback. */
export function callbackOf(invoice: NuonuoInvoice): Json {
  const totals = totalsOf(invoice)
  const issued = invoice.status === '2'
  return {
    c_orderno: invoice.orderNo,
    c_fpqqlsh: invoice.serial,
    c_status: issued ? '1' : invoice.status === '24' ? '3' : '2',
    c_errorMessage: invoice.failCause ?? '',
    ...(issued
      ? {
          c_fpdm: invoice.code ?? '',
          c_fphm: invoice.printedNumber ?? invoice.number,
          allElectronicInvoiceNumber: invoice.number,
          c_kprq: invoice.issuedAt,
          c_hjje: signedYuan(totals.includedFen),
          c_bhsje: signedYuan(totals.excludedFen),
          c_hjse: signedYuan(totals.taxFen),
        }
      : {}),
  }
}

/** Writes callbacks as forms that nobody signs; only the platform's own words acknowledge them. */
export class NuonuoSender implements Sender {
  readonly retrySeconds = RETRY_SECONDS

  write(notice: Notice): Promise<Letter> {
    const orderno = notice.outTradeNo
    const body = new URLSearchParams({
      operater: 'callback',
      orderno,
      content: JSON.stringify(notice.content),
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }
    return Promise.resolve({ headers, body: body.toString() })
  }

  accepts(reply: Reply): boolean {
    return reply.status === 200 && text(object(parseObject(reply.body))['status']) === '0000'
  }
}
