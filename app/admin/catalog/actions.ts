'use server'

import { redirect } from 'next/navigation'
import { editProduct } from '@/lib/billing/catalog/edit-product.command'
import { publishAgreement } from '@/lib/billing/catalog/publish-agreement.command'
import { setPrice } from '@/lib/billing/catalog/set-price.command'
import { setQuantityChoices } from '@/lib/billing/catalog/set-quantity-choices.command'
import { withdrawPrice } from '@/lib/billing/catalog/withdraw-price.command'
import { saveInvoiceItem } from '@/lib/billing/invoice/save-invoice-item.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const shown = (done: string) => (output: { productCode: string }) =>
  redirect(`/admin/catalog/${output.productCode}?done=${done}`)

const price = formAction(setPrice, { onDone: shown('price') })
const withdrawal = formAction(withdrawPrice, { onDone: shown('withdrawn') })
const edit = formAction(editProduct, { onDone: shown('product') })
const choices = formAction(setQuantityChoices, {
  onDone: shown('choices'),
  input: (form) => {
    const former = form.getAll('former').filter((value) => typeof value === 'string')
    return {
      productCode: form.get('productCode'),
      former,
      kept: former.filter((thousands) => form.has(`kept-${thousands}`)),
      added: form.get('added') ?? '',
    }
  },
})
const item = formAction(saveInvoiceItem, { onDone: shown('item') })
const agreement = formAction(publishAgreement, {
  onDone: ({ version }) => redirect(`/admin/catalog/agreements/${version}`),
})

export async function setPriceAction(state: unknown, form: FormData): Promise<FormState> {
  return price(state, form)
}

export async function withdrawPriceAction(state: unknown, form: FormData): Promise<FormState> {
  return withdrawal(state, form)
}

export async function setQuantityChoicesAction(state: unknown, form: FormData): Promise<FormState> {
  return choices(state, form)
}

export async function editProductAction(state: unknown, form: FormData): Promise<FormState> {
  return edit(state, form)
}

export async function publishAgreementAction(state: unknown, form: FormData): Promise<FormState> {
  return agreement(state, form)
}

export async function saveInvoiceItemAction(state: unknown, form: FormData): Promise<FormState> {
  return item(state, form)
}
