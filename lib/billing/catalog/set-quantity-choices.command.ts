import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { quantityChoices } from '@/db/schema/catalog'
import { command } from '@/lib/command/command'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { setQuantityChoicesInput } from './catalog.input'
import { loadQuantityChoices, lockProduct } from './catalog.load'
import { quantityAllowed } from './catalog.rules'

/**
 * The quantities that the recharge page offers as cards, in thousands. Throws `catalog.changed-meanwhile` where they
 * are no longer those the person saw, and InvalidInput for an empty set or one beyond the product's limit.
 */
export const setQuantityChoices = command({
  name: 'catalog.set-quantity-choices',
  by: 'admin.catalog.write',
  input: setQuantityChoicesInput,
  async run({ tx }, { productCode, former, kept, added }) {
    const { maxThousands } = await lockProduct(tx, productCode)
    if (maxThousands === null) throw new Refusal('catalog.no-unit-price')
    const wanted = inOrder([...kept, ...(added === null ? [] : [added])])
    if (wanted.length === 0) throw new InvalidInput({ added: 'choice-required' })
    if (!wanted.every((thousands) => quantityAllowed({ maxThousands }, thousands)))
      throw new InvalidInput({ added: 'choice-above-limit' })
    const current = await loadQuantityChoices(tx, productCode)
    const changed = String(current) !== String(wanted)
    if (changed && String(current) !== String(inOrder(former))) throw new Refusal('catalog.changed-meanwhile')
    const gone = current.filter((thousands) => !wanted.includes(thousands))
    const come = wanted.filter((thousands) => !current.includes(thousands))
    if (gone.length > 0)
      await tx
        .delete(quantityChoices)
        .where(and(eq(quantityChoices.productCode, productCode), inArray(quantityChoices.thousands, gone)))
    if (come.length > 0)
      await tx.insert(quantityChoices).values(come.map((thousands) => ({ productCode, thousands })))
    return { productCode, changed, choices: wanted, current }
  },
  audit: ({ productCode }, { changed, choices, current }) =>
    changed ? { detail: { productCode, choices: choices.join(', '), former: current.join(', ') } } : null,
})

function inOrder(thousands: readonly number[]): number[] {
  return [...new Set(thousands)].sort((a, b) => a - b)
}
