import { lifecycle } from '@/lib/kernel/lifecycle'

/** The states of an application. Nothing that was submitted can be edited in any of them. */
export const applicationLife = lifecycle(
  [
    'under-review',
    'rejected',
    'issuing',
    'issue-failed',
    'issued',
    'shipped',
    'withdrawn',
    'return-requested',
    'returned',
  ],
  {
    withdraw: { from: ['under-review'], to: 'withdrawn' },
    approve: { from: ['under-review'], to: 'issuing' },
    // A failed one is given up by rejecting it; never while the channel says "unknown", which is still issuing.
    reject: { from: ['under-review', 'issue-failed'], to: 'rejected' },
    fail: { from: ['issuing'], to: 'issue-failed' },
    retry: { from: ['issue-failed'], to: 'issuing' },
    // From a failed one by hand alone, once the channel has surely given it up.
    issue: { from: ['issuing', 'issue-failed'], to: 'issued' },
    ship: { from: ['issued'], to: 'shipped' },
    'request-return': { from: ['issued', 'shipped'], to: 'return-requested' },
    // A return that is refused, given up, or of a part alone leaves the application where it rested: see restsAt.
    'refuse-return': { from: ['return-requested'], to: 'issued' },
    'cancel-return': { from: ['return-requested'], to: 'issued' },
    'return-part': { from: ['return-requested'], to: 'issued' },
    return: { from: ['return-requested'], to: 'returned' },
  },
)

export type ApplicationStatus = (typeof applicationLife.states)[number]
export type ApplicationVerb = keyof typeof applicationLife.verbs

/** Where a verb leads an application: what is with the courier is shipped again, whatever was asked meanwhile. */
export function restsAt(
  verb: ApplicationVerb,
  { status, shippedAt }: { status: ApplicationStatus; shippedAt: Date | null },
): ApplicationStatus | null {
  const next = applicationLife.next(verb, status)
  return next === 'issued' && shippedAt !== null ? 'shipped' : next
}

export const REMARK_LONGEST = 200

/** What an issuing channel knows one invoice of an application by: at most 20 of [0-9A-Z], never changed. */
export function requestNoOf(applicationNumber: string, sequence: number): string {
  return `${applicationNumber}${String(sequence).padStart(3, '0')}`
}
