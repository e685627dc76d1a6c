'use server'

import { redirect } from 'next/navigation'
import { requireStaff } from '@/lib/auth/guards'
import { approveTransfer } from '@/lib/billing/settlement/approve-transfer.command'
import { confirmTransfer } from '@/lib/billing/settlement/confirm-transfer.command'
import { rejectTransfer } from '@/lib/billing/settlement/reject-transfer.command'
import { listTransferQueue } from '@/lib/billing/transfer/transfer.queries'
import { getTransfer } from '@/lib/billing/transfer/transfer-view.queries'
import { formAction, type Asked } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'
import { addressOf } from '@/lib/web/search-params'

/** After a decision the next row of the queue is open, else the queue itself; either says what was decided. */
async function onward(_output: unknown, form: FormData): Promise<never> {
  const actor = await requireStaff('admin.transfers.read')
  const { transfer: decided } = await getTransfer(actor, decidedIn(form))
  const { rows } = await listTransferQueue(actor)
  const others = rows.filter((row) => row.id !== decided.id)
  const next = others.find((row) => row.dueAt >= decided.dueAt) ?? others[0]
  const path = next ? `/admin/transfers/${next.id}` : '/admin/transfers'
  redirect(addressOf(path, { done: decided.id }))
}

const decision = (asked: Asked<unknown>) => formAction(asked, { onDone: onward })
const confirm = decision(confirmTransfer)
const approve = decision(approveTransfer)
const reject = decision(rejectTransfer)

export async function confirmTransferAction(state: unknown, form: FormData): Promise<FormState> {
  return confirm(state, form)
}

export async function approveTransferAction(state: unknown, form: FormData): Promise<FormState> {
  return approve(state, form)
}

export async function rejectTransferAction(state: unknown, form: FormData): Promise<FormState> {
  return reject(state, form)
}

function decidedIn(form: FormData): string {
  const id = form.get('transferId')
  return typeof id === 'string' ? id : ''
}
