import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireStaff } from '@/lib/auth/guards'
import { getProduct, type ProductView } from '@/lib/billing/catalog/product.queries'
import { Refusal } from '@/lib/kernel/refusal'

/** The product at an address, once per request; the page for what does not exist otherwise. */
export const findProduct = cache(async (code: string): Promise<ProductView> => {
  const actor = await requireStaff('admin.catalog.read')
  try {
    return await getProduct(actor, code)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
