'use server'

import { redirect } from 'next/navigation'
import { addAccountNote } from '@/lib/billing/account/add-account-note.command'
import { formAction } from '@/lib/web/form-action'
import { typedValues, type FormState } from '@/lib/web/form-state'
import { CUSTOMERS } from './customer-columns'

const add = formAction(addAccountNote, {
  // An address that differs, since one that only names a place on the same page is not asked for again.
  onDone: ({ accountId }, form) => {
    const { noteId = '' } = typedValues(form)
    redirect(`${CUSTOMERS}/${accountId}?noted=${noteId}#notes`)
  },
})

export async function addAccountNoteAction(state: unknown, form: FormData): Promise<FormState> {
  return add(state, form)
}
