import { formatQuantity } from '@/lib/web/format'

/** A counted amount with the translated counting word, if the language has one. */
export function QuantityText({ quantity, unit }: { quantity: bigint | number; unit?: string }) {
  return <span className="whitespace-nowrap">{formatQuantity(quantity, unit)}</span>
}
