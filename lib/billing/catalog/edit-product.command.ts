import 'server-only'
import { eq } from 'drizzle-orm'
import { products } from '@/db/schema/catalog'
import { command } from '@/lib/command/command'
import { InvalidInput } from '@/lib/kernel/refusal'
import { editProductInput } from './catalog.input'
import { loadQuantityChoices, lockProduct, type Product } from './catalog.load'

/**
 * Names, and for a package the most that one order may have and the quantity above which a discount is worth asking
 * for. Orders keep what they were placed with. Throws InvalidInput where limits and choices contradict each other.
 */
export const editProduct = command({
  name: 'catalog.edit-product',
  by: 'admin.catalog.write',
  input: editProductInput,
  async run({ tx }, { productCode, nameEn, nameZh, maxThousands, discountAboveThousands }) {
    const product = await lockProduct(tx, productCode)
    const isPackage = product.kind === 'package'
    if (isPackage)
      checkLimits(maxThousands, discountAboveThousands, await loadQuantityChoices(tx, productCode))
    const limits = isPackage ? { maxThousands, discountAboveThousands } : {}
    const wanted = { nameEn, nameZh, ...limits }
    const changes = differences(product, wanted)
    const changed = Object.keys(changes).length > 0
    if (changed) await tx.update(products).set(wanted).where(eq(products.code, productCode))
    return { productCode, changed, changes }
  },
  audit: ({ productCode }, { changed, changes }) =>
    changed ? { detail: { productCode, ...changes } } : null,
})

function checkLimits(most: number | null, discountAbove: number | null, choices: readonly number[]): void {
  if (most === null) throw new InvalidInput({ maxThousands: 'thousands-invalid' })
  if (choices.some((choice) => choice > most)) throw new InvalidInput({ maxThousands: 'limit-below-choice' })
  if (discountAbove !== null && discountAbove > most)
    throw new InvalidInput({ discountAboveThousands: 'discount-above-limit' })
}

type Editable = Pick<Product, 'nameEn' | 'nameZh' | 'maxThousands' | 'discountAboveThousands'>

/** What changes and to what, for the log. */
function differences(product: Product, wanted: Partial<Editable>): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => product[field as keyof Editable] !== value),
  )
}
