import 'server-only'
import type * as z from 'zod/mini'
import type { Tx } from '@/db/client'
import { authentications } from '@/db/schema/authentication'
import { seal } from '@/lib/auth/seal'
import { loadDueAtSameTime } from '@/lib/billing/calendar/due.load'
import { loadLicence } from '@/lib/billing/file/file.load'
import { command } from '@/lib/command/command'
import { dayOf, type Day } from '@/lib/kernel/calendar'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { submitAuthenticationInput } from './authentication.input'
import {
  findSubmission,
  isUnderReview,
  loadAuthentication,
  type AuthenticatedAs,
} from './authentication.load'
import { doubtsOf, REVIEW_DAYS } from './authentication.rules'
import { lastOf, readIdNumber } from './id-number.rules'

type Input = z.infer<typeof submitAuthenticationInput>

/** What is kept of a claim; an ID number sealed, for as long as the review takes. */
type Kept = {
  kind: 'enterprise' | 'individual'
  legalName: string
  taxpayerId: string | null
  licenceId: string | null
  idNumberLast4: string | null
}

/**
 * Submits who an account really is for review: the first time, again after a rejection, or as a renewal, during which
 * what is in force stays so. Refuses a second one while one is under review, and one that changes nothing.
 */
export const submitAuthentication = command({
  name: 'authentication.submit',
  by: 'account.authenticate',
  input: submitAuthenticationInput,
  async run({ tx, actor, now }, input) {
    const { accountId, accountKind, accountName, userId } = actor
    if (input.kind !== accountKind) throw new Refusal('authentication.wrong-kind')
    const kept = await keptOf(tx, input, dayOf(now))
    const inForce = await loadAuthentication(tx, accountId)
    const doubts = doubtsOf(kept, accountName, inForce)
    const repeated = await findSubmission(tx, input.authenticationId)
    if (!repeated && inForce && isUnchanged(kept, inForce)) throw new Refusal('authentication.unchanged')
    const submitted = await tx
      .insert(authentications)
      .values({
        id: input.authenticationId,
        accountId,
        status: 'under-review',
        ...kept,
        idNumberSealed: input.kind === 'individual' ? seal(input.idNumber, accountId) : null,
        doubts,
        submittedBy: userId,
        submittedAt: now,
        dueAt: await loadDueAtSameTime(tx, now, REVIEW_DAYS),
      })
      .onConflictDoNothing()
      .returning({ id: authentications.id })
    const created = submitted.length > 0
    if (!created) await checkSame(tx, input.authenticationId, accountId, kept)
    return { authenticationId: input.authenticationId, created, renewal: inForce !== null, doubts }
  },
  audit: ({ kind }, { authenticationId, created, renewal, doubts }) =>
    created ? { subject: authenticationId, detail: { kind, renewal, doubts: doubts.join(' ') } } : null,
})

async function keptOf(tx: Tx, input: Input, today: Day): Promise<Kept> {
  const { kind, legalName } = input
  if (kind === 'enterprise') {
    const licence = await loadLicence(tx, input.licenceId)
    if (!licence) throw new InvalidInput({ licenceId: 'licence-required' })
    return { kind, legalName, taxpayerId: input.taxpayerId, licenceId: licence.id, idNumberLast4: null }
  }
  const reading = readIdNumber(input.idNumber)
  if (reading.valid && reading.bornOn > today) throw new InvalidInput({ idNumber: 'id-number-date' })
  return { kind, legalName, taxpayerId: null, licenceId: null, idNumberLast4: lastOf(input.idNumber) }
}

function isUnchanged(kept: Kept, inForce: AuthenticatedAs): boolean {
  return (['kind', 'legalName', 'taxpayerId', 'idNumberLast4'] as const).every(
    (field) => kept[field] === inForce[field],
  )
}

/** Pressed twice, the same form submits once. Otherwise another one is under review, or the id is another form's. */
async function checkSame(tx: Tx, authenticationId: string, accountId: string, kept: Kept): Promise<void> {
  const there = await findSubmission(tx, authenticationId)
  if (!there && (await isUnderReview(tx, accountId))) throw new Refusal('authentication.under-review')
  const fields = ['kind', 'legalName', 'taxpayerId', 'licenceId', 'idNumberLast4'] as const
  if (fields.some((field) => there?.[field] !== kept[field])) throw new Refusal('authentication.id-reused')
}
