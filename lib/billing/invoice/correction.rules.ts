import type { Day } from '@/lib/kernel/calendar'
import { lifecycle } from '@/lib/kernel/lifecycle'

export const correctionLife = lifecycle(['requested', 'refused', 'cancelled', 'reversing', 'stuck', 'done'], {
  approve: { from: ['requested'], to: 'reversing' },
  refuse: { from: ['requested'], to: 'refused' },
  /** A red-letter form fell void: somebody must try again or give up. */
  stick: { from: ['reversing'], to: 'stuck' },
  retry: { from: ['stuck'], to: 'reversing' },
  /** Paper that cannot be declared void is reversed by red invoices instead. */
  'take-red-letter': { from: ['reversing', 'stuck'], to: 'reversing' },
  cancel: { from: ['requested', 'reversing', 'stuck'], to: 'cancelled' },
  finish: { from: ['reversing', 'stuck'], to: 'done' },
  /** Its red invoice came all the same: what was given up is a fact. */
  revive: { from: ['cancelled', 'done'], to: 'reversing' },
})

export type CorrectionVerb = keyof typeof correctionLife.verbs

/** Whether something is still to happen: what is open can be cancelled, and nothing else can. */
export function isOpen({ status }: { status: (typeof correctionLife.states)[number] }): boolean {
  return correctionLife.can('cancel', status)
}

/** As the tax bureau numbers them, 01 to 04. */
export const reasons = ['issued-in-error', 'goods-returned', 'service-ended', 'allowance'] as const
export type CorrectionReason = (typeof reasons)[number]

/** What a refund gives as its reason: money that goes back was not asked for in error. */
export const refundReasons = ['goods-returned', 'service-ended', 'allowance'] as const

/** An invoice that should not be as it is is reversed whole; the other reasons may be for a part. */
export function mayBePart(reason: CorrectionReason): boolean {
  return reason !== 'issued-in-error'
}

/** The states of a form that the office can see at the tax bureau and write down. */
export const toldStates = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const
export type RedFormState = (typeof toldStates)[number] | 'applying' | 'failed'

/** What a form's state means: still to be told, waiting for the other side, ready for its red invoice, or over. */
export function standingOf(state: RedFormState): 'applying' | 'waiting' | 'confirmed' | 'void' {
  switch (state) {
    case 'applying':
      return 'applying'
    case '02':
    case '03':
      return 'waiting'
    case '01':
    case '04':
      return 'confirmed'
    case '05':
    case '06':
    case '07':
    case '08':
    case '09':
    case '10':
    case 'failed':
      return 'void'
  }
}

/** The whole amount is restored by an invoice issued in error and by paper declared void; else it falls with its invoice. */
export function effectOf({
  method,
  reason,
}: {
  method: 'red-letter' | 'void'
  reason: CorrectionReason
}): 'restore' | 'lower' {
  return method === 'void' || reason === 'issued-in-error' ? 'restore' : 'lower'
}

/** Paper is declared void within the calendar month it was issued in; afterwards it takes a red invoice. */
export function isVoidable(
  { kind, issuedOn }: { kind: string; issuedOn: readonly (string | null)[] },
  today: Day,
): boolean {
  return (
    kind.startsWith('paper') &&
    issuedOn.length > 0 &&
    issuedOn.every((day) => day !== null && day.slice(0, 7) === today.slice(0, 7))
  )
}

/** What a channel knows one form by: at most 20 of [0-9A-Z], never changed. */
export function formRequestNo(correctionNumber: string, sequence: number): string {
  return `${correctionNumber}${String(sequence).padStart(3, '0')}`
}

/** The red invoices of an application are numbered apart from its blue ones. */
export function redRequestNo(applicationNumber: string, sequence: number): string {
  return `${applicationNumber}R${String(sequence).padStart(2, '0')}`
}

/** Why a red invoice that exists can reverse nothing here. The first two may pass: it is tried again by itself. */
export type StrayReason =
  'under-correction' | 'other-form' | 'blue-gone' | 'red-recorded' | 'differs' | 'number-used'

export function mayPass(reason: StrayReason): boolean {
  return reason === 'under-correction' || reason === 'other-form'
}

/** How long whoever asks a channel to declare one paper void has it for itself; asking takes three calls at most. */
export const VOID_TURN_SECONDS = 60

/** How long whoever opens a form has it for itself: asked about while it is being opened, it would seem never to have come. */
export const OPEN_TURN_SECONDS = 30

const ASK_AFTER_SECONDS = [5, 10, 30, 60, 300, 600, 1800]

/** Seconds until a form is asked about again: the other side has days to confirm. */
export function askAfterSeconds(queries: number): number {
  return ASK_AFTER_SECONDS[Math.min(queries, ASK_AFTER_SECONDS.length) - 1] ?? 5
}
