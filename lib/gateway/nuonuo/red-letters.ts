import type { InvoiceChannel, IssuedAtChannel, RedFormReading } from '../invoice-channel'
import type { Unknown } from '../payment-channel'
import { redFormBody } from './bodies'
import { refusedHere, takenBy, type Asked } from './asking'
import { callNuonuo, type NuonuoConfig } from './line'
import { readForm, type FormReading } from './readings'

type RedLetters = Pick<InvoiceChannel, 'openRedForm' | 'queryRedForm' | 'withdrawRedForm' | 'issueRed'>
type Ask = (asked: { orderNo: string } | { serial: string }) => Promise<Asked>

/** The seller's side of red-letter confirmation forms (红字信息确认单). */
export function redLetters(config: NuonuoConfig, ask: Ask): RedLetters {
  return {
    openRedForm: async (order) => {
      const blue = order.blueRequestNo ? await ask({ orderNo: order.blueRequestNo }) : null
      // Issued by hand in its place, an invoice has another number than what the channel was asked for.
      const isBlue = blue && 'state' in blue && blue.printed.number === order.blueNumber
      const blueNumber = (isBlue && blue.bureauNumber) || order.blueNumber
      const answer = await callNuonuo(config, 'saveInvoiceRedConfirm', redFormBody(order, blueNumber))
      if (answer.kind === 'ok') return { kind: 'taken', serial: order.requestNo }
      if (answer.kind === 'unknown') return answer
      // A form that is there already under this number was taken before; Nuonuo refuses the copy.
      const form = await askForm(config, order.requestNo)
      if ('state' in form) return { kind: 'taken', serial: order.requestNo }
      return form.kind === 'unknown' ? form : answer
    },
    queryRedForm: async (requestNo) => {
      const form = await askFreshForm(config, requestNo)
      return 'state' in form ? readingOf(form, await redOf(form, ask)) : form
    },
    withdrawRedForm: async (requestNo) => {
      const answer = await callNuonuo(config, 'confirmInfoCancel', { billId: requestNo, identity: '0' })
      if (answer.kind === 'unknown') return answer
      const form = await askForm(config, requestNo)
      if ('state' in form && (form.state === '08' || form.state === '09')) return { kind: 'withdrawn' }
      if (answer.kind === 'refused') return answer
      return { kind: 'unknown', why: 'being withdrawn', requestId: null }
    },
    issueRed: async (requestNo) => {
      const form = await askFreshForm(config, requestNo)
      if (!('state' in form)) return form.kind === 'unknown' ? form : refusedHere('not-exist')
      if (form.redSerial) return { kind: 'taken', serial: form.redSerial }
      if (form.state !== '01' && form.state !== '04') return refusedHere(`form-${form.state}`, form.why ?? '')
      const answer = await callNuonuo(config, 'fastInvoiceRed', redBody(config, form, requestNo))
      if (answer.kind === 'ok') return takenBy(answer.value)
      if (answer.kind === 'unknown') return answer
      // Issued meanwhile, by the platform itself or by a call whose answer was lost.
      const after = await askForm(config, requestNo)
      return 'state' in after && after.redSerial ? { kind: 'taken', serial: after.redSerial } : answer
    },
  }
}

function redBody(config: NuonuoConfig, form: FormReading, requestNo: string): object {
  return {
    orderNo: requestNo,
    taxNum: config.taxpayerId,
    elecInvoiceNumber: form.blueNumber,
    invoiceLine: form.line,
    billNo: form.number ?? '',
    billUuid: form.uuid,
  }
}

type AskedForm = FormReading | { readonly kind: 'not-exist' } | Unknown

async function askForm(config: NuonuoConfig, requestNo: string): Promise<AskedForm> {
  const answer = await callNuonuo(config, 'queryInvoiceRedConfirm', { identity: '0', billId: requestNo })
  if (answer.kind === 'unknown') return answer
  if (answer.kind === 'refused')
    return { kind: 'unknown', why: `${answer.code} ${answer.message}`, requestId: answer.requestId }
  const form = readForm(answer.value, requestNo)
  if (form === 'none') return { kind: 'not-exist' }
  return form ?? { kind: 'unknown', why: 'the answer makes no sense', requestId: null }
}

/** What the other side did at the tax bureau reaches Nuonuo when it is told to look. */
async function askFreshForm(config: NuonuoConfig, requestNo: string): Promise<AskedForm> {
  const form = await askForm(config, requestNo)
  if (!('state' in form) || (form.state !== '02' && form.state !== '03')) return form
  await callNuonuo(config, 'refreshInvoiceRedConfirm', { identity: '0', billUuid: form.uuid })
  return askForm(config, requestNo)
}

/** The red invoice of a form, once the platform tells of it in full. */
async function redOf(form: FormReading, ask: Ask): Promise<IssuedAtChannel | null> {
  if (form.redSerial === null) return null
  const red = await ask({ serial: form.redSerial })
  return 'state' in red && red.state.kind === 'issued' ? red.state : null
}

function readingOf(form: FormReading, red: IssuedAtChannel | null): RedFormReading {
  const { state, number: formNumber, expiresAt, why } = form
  return { kind: 'form', state, formNumber, expiresAt, why, red }
}
