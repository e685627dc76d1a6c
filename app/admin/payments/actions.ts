'use server'

import { redirect } from 'next/navigation'
import { agreeAssignment } from '@/lib/billing/settlement/agree-assignment.command'
import { approveRefund } from '@/lib/billing/settlement/approve-refund.command'
import { declineRefund } from '@/lib/billing/settlement/decline-refund.command'
import { divertRefund } from '@/lib/billing/settlement/divert-refund.command'
import { namePayee } from '@/lib/billing/settlement/name-payee.command'
import { noteSuspense } from '@/lib/billing/settlement/note-suspense.command'
import { proposeAssignment } from '@/lib/billing/settlement/propose-assignment.command'
import { recordPayout } from '@/lib/billing/settlement/record-payout.command'
import { rejectAssignment } from '@/lib/billing/settlement/reject-assignment.command'
import { requestRefund } from '@/lib/billing/settlement/request-refund.command'
import { requestSuspenseRefund } from '@/lib/billing/settlement/request-suspense-refund.command'
import { returnPart } from '@/lib/billing/settlement/return-part.command'
import { formAction, type Asked } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

/** After it the page of the refund is shown as it stands then. */
const ofRefund = (asked: Asked<{ refund: { id: string } }>) =>
  formAction(asked, { onDone: ({ refund }) => redirect(`/admin/payments/refunds/${refund.id}`) })

const ofSuspense = (asked: Asked<unknown>) =>
  formAction(asked, {
    onDone: (_output, form) => {
      const id = form.get('suspenseId')
      redirect(`/admin/payments/suspense/${typeof id === 'string' ? id : ''}`)
    },
  })

const request = ofRefund(requestRefund)
const requestOfSuspense = ofRefund(requestSuspenseRefund)
const partBack = ofRefund(returnPart)
const approve = ofRefund(approveRefund)
const decline = ofRefund(declineRefund)
const divert = ofRefund(divertRefund)
const payee = ofRefund(namePayee)
const payout = ofRefund(recordPayout)
const propose = ofSuspense(proposeAssignment)
const agree = ofSuspense(agreeAssignment)
const reject = ofSuspense(rejectAssignment)
const note = ofSuspense(noteSuspense)

export async function requestRefundAction(state: unknown, form: FormData): Promise<FormState> {
  return request(state, form)
}

export async function requestSuspenseRefundAction(state: unknown, form: FormData): Promise<FormState> {
  return requestOfSuspense(state, form)
}

export async function returnPartAction(state: unknown, form: FormData): Promise<FormState> {
  return partBack(state, form)
}

export async function approveRefundAction(state: unknown, form: FormData): Promise<FormState> {
  return approve(state, form)
}

export async function declineRefundAction(state: unknown, form: FormData): Promise<FormState> {
  return decline(state, form)
}

export async function divertRefundAction(state: unknown, form: FormData): Promise<FormState> {
  return divert(state, form)
}

export async function namePayeeAction(state: unknown, form: FormData): Promise<FormState> {
  return payee(state, form)
}

export async function recordPayoutAction(state: unknown, form: FormData): Promise<FormState> {
  return payout(state, form)
}

export async function proposeAssignmentAction(state: unknown, form: FormData): Promise<FormState> {
  return propose(state, form)
}

export async function agreeAssignmentAction(state: unknown, form: FormData): Promise<FormState> {
  return agree(state, form)
}

export async function rejectAssignmentAction(state: unknown, form: FormData): Promise<FormState> {
  return reject(state, form)
}

export async function noteSuspenseAction(state: unknown, form: FormData): Promise<FormState> {
  return note(state, form)
}
