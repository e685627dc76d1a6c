'use server'

import { redirect } from 'next/navigation'
import { addAccountNote } from '@/lib/billing/account/add-account-note.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'
import { CUSTOMERS } from './customer-columns'

const add = formAction(addAccountNote, {
  // Without a place on the page: an address that differs in that alone would not be asked for again.
  onDone: ({ accountId }) => redirect(`${CUSTOMERS}/${accountId}`),
})

export async function addAccountNoteAction(state: unknown, form: FormData): Promise<FormState> {
  return add(state, form)
}
