import { outsideGbk } from '@/lib/kernel/gbk'
import { lifecycle } from '@/lib/kernel/lifecycle'
import { visible } from '@/lib/kernel/visible'
import { isFormerNumber, readNumber } from './former-number.rules'

export type AuthenticationKind = 'enterprise' | 'individual'
export type AuthenticationStatus = 'under-review' | 'authenticated' | 'rejected' | 'replaced'

/** What may be done with a submission. It is `replaced` by the approval of the next one of its account. */
export const authenticationLife = lifecycle(['under-review', 'authenticated', 'rejected', 'replaced'], {
  approve: { from: ['under-review'], to: 'authenticated' },
  reject: { from: ['under-review'], to: 'rejected' },
  replace: { from: ['authenticated'], to: 'replaced' },
})

/** The buyer's name on an invoice holds 100 characters (the tax bureau's batch template V260401). */
export const NAME_MOST = 100
export const REASON_MOST = 500

/** What a reviewer should look at twice. None of them blocks. */
export const doubts = [
  'former-number',
  'organisation-code',
  'outside-gbk',
  'not-account-name',
  'other-number',
] as const
export type Doubt = (typeof doubts)[number]

/** One submission as far as these rules look at it. */
export type Claim = { legalName: string; taxpayerId: string | null }

/** The doubts of a submission that its own account gives rise to; other accounts are looked at by the reviewer's page. */
export function doubtsOf(claim: Claim, accountName: string, inForce: Claim | null): Doubt[] {
  const { legalName, taxpayerId } = claim
  const found: Record<Doubt, boolean> = {
    ...numberDoubts(taxpayerId),
    'outside-gbk': outsideGbk(legalName).length > 0,
    'not-account-name': !isSameName(legalName, accountName),
    'other-number': inForce !== null && inForce.taxpayerId !== taxpayerId,
  }
  return doubts.filter((doubt) => found[doubt])
}

/** What of a number, be it of a submission or of a title, should be looked at twice. */
export function numberDoubts(
  taxpayerId: string | null,
): Record<'former-number' | 'organisation-code', boolean> {
  const reading = taxpayerId === null ? null : readNumber(taxpayerId, { former: true })
  return {
    'former-number': isFormerNumber(taxpayerId),
    'organisation-code': reading?.valid === true && reading.doubtful,
  }
}

/** Whether two names read the same: spaces and the width of brackets are no difference on a licence. */
export function isSameName(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  return plain(one) === plain(other)
}

/** A name as it was pasted, on one line and without what nobody sees. */
export function tidyName(typed: string): string {
  return visible(typed.normalize('NFC'))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** A personal name the same way; the dot between its parts as identity cards print it. */
export function tidyPersonName(typed: string): string {
  return tidyName(typed).replace(/[\u2022\u2027\u2219\u30FB]/g, '\u00B7')
}

/** Letters, and what stands between the parts of a name: spaces, a dot, an apostrophe, a hyphen, a point. */
export const PERSON_NAME = /^\p{L}[\p{L}\p{M} \u00B7'’.-]+$/u

/** A review is due at the same time of the next working day, a promise a customer understands. */
export const REVIEW_DAYS = 1

/** What the page of an account says at its head. */
export type Standing = 'not-submitted' | 'under-review' | 'authenticated' | 'rejected'

export type Submission = { status: AuthenticationStatus }

/**
 * Where an account stands, by its submissions, newest first. One in force counts more than what became of a renewal:
 * the account stays authenticated while that is under review, and after it was rejected.
 */
export function standingOf<S extends Submission>(
  submissions: readonly S[],
): { standing: Standing; inForce: S | null; open: S | null; rejected: S | null } {
  const inForce = submissions.find(({ status }) => status === 'authenticated') ?? null
  const [newest] = submissions
  const open = newest?.status === 'under-review' ? newest : null
  const rejected = newest?.status === 'rejected' ? newest : null
  const standing = inForce ? 'authenticated' : open ? 'under-review' : rejected ? 'rejected' : 'not-submitted'
  return { standing, inForce, open, rejected }
}
