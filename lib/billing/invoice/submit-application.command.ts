import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { applicationEvents, invoiceApplications } from '@/db/schema/invoice'
import { loadAuthentication } from '@/lib/billing/authentication/authentication.load'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { newId, readableCode } from '@/lib/kernel/id'
import { add, fen, formatYuan, type Money } from '@/lib/kernel/money'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { lockOpenDeficits, type OpenDeficit } from './deficit.load'
import { loadDue } from '@/lib/billing/calendar/due.load'
import { submitApplicationInput, type SubmitApplication } from './invoice.input'
import { reserve } from './move-quota.step'
import { findPlaced } from './placed.load'
import { isAuthenticated } from './preconditions.rules'
import { tidied } from './printable.rules'
import { nettedWith, treatmentInDeficit } from './deficit.rules'
import { lockInvoiceables, type Invoiceable } from './quota.load'
import { freeOf, whyNotTogether } from './quota.rules'
import { snapshotClaims } from './snapshot-claims.load'
import { snapshotDelivery, snapshotTitle } from './snapshot.load'

/** Asks for an invoice of all that is free of the chosen documents. Pressing twice applies once. */
export const submitApplication = command({
  name: 'invoice.apply',
  by: 'invoices.write',
  input: submitApplicationInput,
  async run({ tx, actor, now }, input) {
    // Locked first: whoever waited here sees what a faster press of the same form has written.
    const rows = await lockInvoiceables(tx, input.invoiceable)
    const placed = await findPlaced(tx, input)
    if (placed) return placed
    const policy = await loadPolicy(tx, now)
    if (!policy.invoices.kinds.includes(input.kind)) throw new InvalidInput({ kind: 'invoice-kind-required' })
    const authentication = await loadAuthentication(tx, actor.accountId)
    if (!isAuthenticated(policy.invoices, authentication)) throw new Refusal('authentication.needed')
    const title = await snapshotTitle(tx, policy.invoices, input, authentication)
    const delivery = await snapshotDelivery(tx, input)
    const chosen = checkChosen(rows, input)
    const [first] = chosen
    if (!first) throw notFound()
    const netted = await lockNetted(tx, chosen)
    const amountFen = checkAmount(chosen, netted, input)
    const replacesId = await checkReplaced(tx, input)
    const number = `A${dayOf(now).slice(2).replaceAll('-', '')}${readableCode(8)}`
    const written = await tx
      .insert(invoiceApplications)
      .values({
        id: input.applicationId,
        number,
        accountId: actor.accountId,
        status: 'under-review',
        kind: input.kind,
        section: first.section,
        sellerId: first.sellerId,
        amountFen,
        title,
        delivery,
        lines: await snapshotClaims(tx, chosen, netted),
        remark: tidied(input.remark),
        policyVersion: policy.version,
        replacesId,
        submittedBy: actor.userId,
        submittedAt: now,
        dueAt: await loadDue(tx, now, policy.invoices.reviewDays),
        deliveryDueAt: await loadDue(tx, now, policy.invoices.deliveryDays),
      })
      .onConflictDoNothing()
      .returning({ id: invoiceApplications.id })
    if (written.length === 0) {
      const faster = await findPlaced(tx, input)
      if (!faster) throw new Refusal('application.id-reused')
      return faster
    }
    await reserve(
      tx,
      { id: input.applicationId, accountId: actor.accountId },
      chosen.map((invoiceable) => ({ invoiceable, amountFen: freeOf(invoiceable) })),
      netted.map(({ id }) => id),
    )
    await tx.insert(applicationEvents).values({
      id: newId(),
      accountId: actor.accountId,
      applicationId: input.applicationId,
      verb: 'submit',
      status: 'under-review',
      userId: actor.userId,
      at: now,
    })
    return { applicationId: input.applicationId, number }
  },
  audit: ({ kind, invoiceable }, { applicationId, number }) => ({
    subject: applicationId,
    detail: { number, kind, documents: invoiceable.length },
  }),
})

/** Checks that what was chosen still goes together and comes to what the person saw. */
function checkChosen(rows: Invoiceable[], input: SubmitApplication): Invoiceable[] {
  if (rows.length !== input.invoiceable.length) throw notFound()
  const selectable = rows.map((row) => ({ ...row, freeFen: freeOf(row) }))
  for (const [at, candidate] of selectable.entries()) {
    const reason = whyNotTogether(candidate, selectable.slice(0, at), input.kind)
    if (reason === 'nothing-left') throw new Refusal('quota.taken-meanwhile')
    if (reason !== null) throw new InvalidInput({ invoiceable: `together-${reason}` })
  }
  return rows
}

/** The deficits that this application nets whether wished or not: those of the same section, seller and tax treatment. */
async function lockNetted(tx: Tx, chosen: readonly Invoiceable[]): Promise<OpenDeficit[]> {
  return nettedWith(chosen, await lockOpenDeficits(tx))
}

function checkAmount(
  chosen: readonly Invoiceable[],
  netted: readonly OpenDeficit[],
  { seenAmountFen }: SubmitApplication,
): Money {
  const short = treatmentInDeficit(
    chosen.map((row) => ({ ...row, freeFen: freeOf(row) })),
    netted,
  )
  if (short !== null) throw new Refusal('quota.deficit-larger', { deficit: formatYuan(short) })
  const amountFen = fen(add(...chosen.map(freeOf)) - add(...netted.map((deficit) => deficit.amountFen)))
  if (String(amountFen) !== seenAmountFen)
    throw new Refusal('quota.changed', { amount: formatYuan(amountFen) })
  return amountFen
}

/** The returned application that this one replaces, if it does. */
async function checkReplaced(tx: Tx, { replacesId }: SubmitApplication): Promise<string | null> {
  if (replacesId === '') return null
  const [former] = await tx
    .select({ status: invoiceApplications.status })
    .from(invoiceApplications)
    .where(eq(invoiceApplications.id, replacesId))
  if (!former) throw notFound()
  if (former.status !== 'returned') throw new Refusal('application.not-returned')
  return replacesId
}
