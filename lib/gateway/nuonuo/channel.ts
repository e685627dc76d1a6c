import { fetchFile } from '../files/fetch-file'
import type { InvoiceChannel } from '../invoice-channel'
import { askInvoice, refusedHere, takenBefore, takenBy } from './asking'
import { orderBody } from './bodies'
import { callNuonuo, type NuonuoConfig } from './line'
import { hintIn } from './readings'
import { redLetters } from './red-letters'
import { DUPLICATE } from './words'

/** What Nuonuo wants to hear of a callback, word for word. */
const ACKNOWLEDGEMENT = '{"status":"0000","message":"同步成功"}'

/**
 * Nuonuo's 诺税通 SaaS for one seller. Answers are signed by nobody, so they are believed as far as the TLS connection
 * is; callbacks come over none of ours and are hints alone.
 */
export function nuonuoChannel(config: NuonuoConfig): InvoiceChannel {
  const ask = (asked: { orderNo: string } | { serial: string }) => askInvoice(config, asked)
  return {
    name: 'nuonuo',
    issue: async (order) => {
      const answer = await callNuonuo(config, 'requestBillingNew', orderBody(order))
      if (answer.kind === 'ok') return takenBy(answer.value)
      // Taken before, under this very number: what became of it is asked, never sent again under another.
      if (answer.kind === 'refused' && answer.code === DUPLICATE)
        return takenBefore(await ask({ orderNo: order.requestNo }))
      return answer
    },
    query: async (requestNo) => {
      const found = await ask({ orderNo: requestNo })
      return 'state' in found ? found.state : found
    },
    retry: async (requestNo) => {
      const found = await ask({ orderNo: requestNo })
      if (!('state' in found)) return found.kind === 'unknown' ? found : refusedHere('not-exist')
      const content = { fpqqlsh: found.serial, orderno: requestNo }
      const answer = await callNuonuo(config, 'reInvoice', content)
      return answer.kind === 'ok' ? { kind: 'taken', serial: found.serial } : answer
    },
    voidPaper: async ({ code, number, requestNo }) => {
      const found = await ask({ orderNo: requestNo })
      if (!('state' in found)) return found.kind === 'unknown' ? found : refusedHere('not-exist')
      if (found.state.kind === 'unknown') return found.state
      // Issued by hand in the place of what the channel failed to issue, or declared void: it knows nothing of this one.
      if (found.printed.code !== code || found.printed.number !== number) return refusedHere('other-invoice')
      if (found.state.kind === 'voided') return found.state
      const content = { invoiceId: found.serial, invoiceCode: code, invoiceNo: number }
      const answer = await callNuonuo(config, 'invoiceCancellation', content)
      if (answer.kind === 'unknown') return answer
      const after = await ask({ orderNo: requestNo })
      if ('state' in after && after.state.kind === 'voided') return { kind: 'voided' }
      // A no means that it stands only where it is told to stand still: an earlier call may be carried out.
      if (answer.kind === 'refused' && 'state' in after && after.state.kind === 'issued') return answer
      return { kind: 'unknown', why: 'being voided', requestId: null }
    },
    ...redLetters(config, ask),
    hintIn,
    acknowledgement: ACKNOWLEDGEMENT,
    fetchFile,
  }
}
