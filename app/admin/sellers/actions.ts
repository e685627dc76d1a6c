'use server'

import { redirect } from 'next/navigation'
import { createSeller } from '@/lib/billing/catalog/create-seller.command'
import { renameSeller } from '@/lib/billing/catalog/rename-seller.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const create = formAction(createSeller, {
  onDone: ({ sellerId }) => redirect(`/admin/sellers/${sellerId}?done=created`),
})
const rename = formAction(renameSeller, {
  onDone: ({ sellerId }) => redirect(`/admin/sellers/${sellerId}?done=renamed`),
})

export async function createSellerAction(state: unknown, form: FormData): Promise<FormState> {
  return create(state, form)
}

export async function renameSellerAction(state: unknown, form: FormData): Promise<FormState> {
  return rename(state, form)
}
