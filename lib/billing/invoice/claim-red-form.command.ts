import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { redForms } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { parseDay } from '@/lib/kernel/calendar'
import type { Application } from './application.load'
import { loadAskingSeller } from './asking-seller.load'
import { redFormInput } from './correction.input'
import { loadInvoice, lockForm, type Correction, type RedForm } from './correction.load'
import { askAfterSeconds, OPEN_TURN_SECONDS } from './correction.rules'
import { lineKey, readLines } from './lines.rules'
import type { DeliverySnapshot, TitleSnapshot } from './snapshot.rules'

/**
 * Takes the next step of a form at its channel for oneself, if one is due: `open` what was never asked for, `ask` about
 * the rest, `withdraw` what nobody wants any more, only `look` at what is over or has its red invoice. Written before the
 * channel is called, so that what becomes unknown is asked about under the same number.
 */
export const claimRedForm = command({
  name: 'correction.claim-form',
  by: 'system',
  input: redFormInput,
  async run({ tx }, { formId }) {
    const { application, correction, form } = await lockForm(tx, formId)
    if (application.channel !== 'nuonuo' || !(await isDue(tx, form))) return null
    const step = await stepOf(tx, correction, form)
    const delay = step === 'open' ? OPEN_TURN_SECONDS : askAfterSeconds(form.queries + 1)
    await tx
      .update(redForms)
      .set({
        queries: form.queries + 1,
        nextQueryAt: sql`now() + ${delay} * interval '1 second'`,
        ...(form.askedAt === null ? { askedAt: sql`now()` } : {}),
      })
      .where(eq(redForms.id, formId))
    return { step, order: await orderOf(tx, application, correction, form), accountId: application.accountId }
  },
  audit: ({ formId }, claimed) =>
    claimed && {
      subject: formId,
      account: claimed.accountId,
      detail: { step: claimed.step, form: claimed.order.requestNo },
    },
})

type Step = 'open' | 'ask' | 'withdraw' | 'look'

async function stepOf(tx: Tx, { status }: Correction, form: RedForm): Promise<Step> {
  const red = await loadInvoice(tx, form.redInvoiceId)
  // Its files are missing, or somebody says that something came of what was thought to be over.
  if (!form.live || red?.status === 'issued') return 'look'
  // What was given up is taken back even where the other side has confirmed it: its red invoice must not come.
  if (status !== 'reversing' && status !== 'stuck') return 'withdraw'
  return form.askedAt === null ? 'open' : 'ask'
}

/** Database time: retries are no business fact. */
async function isDue(tx: Tx, { nextQueryAt }: RedForm): Promise<boolean> {
  if (nextQueryAt === null) return false
  const [row] = await tx.execute(sql`select ${nextQueryAt.toISOString()}::timestamptz <= now() as due`)
  return row?.['due'] === true
}

/** What a channel is told of a form; all of it was written before it is asked. */
async function orderOf(tx: Tx, application: Application, { reason }: Correction, form: RedForm) {
  const blue = await loadInvoice(tx, form.invoiceId)
  const seller = await loadAskingSeller(tx, application.sellerId)
  const issuedOn = parseDay(blue?.issuedOn ?? '')
  if (!blue?.number || !issuedOn || !seller) throw new Error('only an issued invoice is reversed')
  const title = application.title as TitleSnapshot
  // A part may leave lines out; those that it has are told by their places in the blue invoice.
  const blueKeys = readLines(blue.lines).map(lineKey)
  return {
    requestNo: form.requestNo,
    blueNumber: blue.number,
    blueRequestNo: blue.requestNo,
    blueIssuedOn: issuedOn,
    kind: application.kind,
    reason,
    seller,
    buyer: {
      kind: title.kind,
      name: title.name,
      taxpayerId: title.taxpayerId,
      address: title.registeredAddress,
      phone: title.registeredPhone,
      bankName: title.bankName,
      bankAccount: title.bankAccount,
      email: (application.delivery as DeliverySnapshot).email,
    },
    lines: readLines(form.lines).map((line) => ({
      ...line,
      blueLine: blueKeys.indexOf(lineKey(line)) + 1,
    })),
  }
}
