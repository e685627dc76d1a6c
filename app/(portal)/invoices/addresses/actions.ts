'use server'

import { redirect } from 'next/navigation'
import { deleteAddress } from '@/lib/billing/invoice/delete-address.command'
import { saveAddress } from '@/lib/billing/invoice/save-address.command'
import { setDefaultAddress } from '@/lib/billing/invoice/set-default-address.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const back = { onDone: () => redirect('/invoices/addresses') }
const save = formAction(saveAddress, back)
const remove = formAction(deleteAddress, back)
const prefer = formAction(setDefaultAddress, back)

export async function saveAddressAction(state: unknown, form: FormData): Promise<FormState> {
  return save(state, form)
}

export async function deleteAddressAction(state: unknown, form: FormData): Promise<FormState> {
  return remove(state, form)
}

export async function setDefaultAddressAction(state: unknown, form: FormData): Promise<FormState> {
  return prefer(state, form)
}
