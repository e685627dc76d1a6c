'use server'

import { redirect } from 'next/navigation'
import { createSeller } from '@/lib/billing/catalog/create-seller.command'
import { renameSeller } from '@/lib/billing/catalog/rename-seller.command'
import { saveInvoicing } from '@/lib/billing/invoice/issuing-channels.flow'
import { kinds } from '@/lib/billing/invoice/kind.rules'
import { rates } from '@/lib/billing/invoice/seller-invoicing.rules'
import { formAction } from '@/lib/web/form-action'
import { fieldsOf, tickedIn, type FormState } from '@/lib/web/form-state'

const create = formAction(createSeller, {
  onDone: ({ sellerId }) => redirect(`/admin/sellers/${sellerId}?done=created`),
})
const rename = formAction(renameSeller, {
  onDone: ({ sellerId }) => redirect(`/admin/sellers/${sellerId}?done=renamed`),
})

const invoicing = formAction(saveInvoicing, {
  onDone: ({ sellerId }) => redirect(`/admin/sellers/${sellerId}?done=invoicing`),
  input: (form) => ({
    ...fieldsOf(form),
    rates: tickedIn(form, 'rates', rates),
    channels: Object.fromEntries(kinds.map((kind) => [kind, form.get(`channel-${kind}`)])),
  }),
})

export async function createSellerAction(state: unknown, form: FormData): Promise<FormState> {
  return create(state, form)
}

export async function renameSellerAction(state: unknown, form: FormData): Promise<FormState> {
  return rename(state, form)
}

export async function saveInvoicingAction(state: unknown, form: FormData): Promise<FormState> {
  return invoicing(state, form)
}
