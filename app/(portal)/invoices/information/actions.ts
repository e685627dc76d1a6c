'use server'

import { redirect } from 'next/navigation'
import { deleteTitle } from '@/lib/billing/invoice/delete-title.command'
import { saveTitle } from '@/lib/billing/invoice/save-title.command'
import { setDefaultTitle } from '@/lib/billing/invoice/set-default-title.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const back = { onDone: () => redirect('/invoices/information') }
const save = formAction(saveTitle, back)
const remove = formAction(deleteTitle, back)
const prefer = formAction(setDefaultTitle, back)

export async function saveTitleAction(state: unknown, form: FormData): Promise<FormState> {
  return save(state, form)
}

export async function deleteTitleAction(state: unknown, form: FormData): Promise<FormState> {
  return remove(state, form)
}

export async function setDefaultTitleAction(state: unknown, form: FormData): Promise<FormState> {
  return prefer(state, form)
}
