import { FactsList } from '@/components/ui/facts-list'

export type PackageFactsTexts = Record<
  | 'product'
  | 'productName'
  | 'quantity'
  | 'unitPrice'
  | 'perThousand'
  | 'validity'
  | 'validFor'
  | 'validUntil'
  | 'until'
  | 'ifPaidToday',
  string
>

/** What a package order says of itself; on phones only what the form has not shown above. */
export function PackageFacts({ texts, quantity }: { texts: PackageFactsTexts; quantity: string | null }) {
  return (
    <>
      <div className="max-sm:hidden">
        <FactsList
          facts={[
            { label: texts.product, value: texts.productName },
            { label: texts.quantity, value: <span className="live">{quantity ?? '—'}</span> },
            { label: texts.unitPrice, value: texts.perThousand },
          ]}
        />
      </div>
      <FactsList
        facts={[
          { label: texts.validity, value: texts.validFor },
          { label: texts.validUntil, value: texts.until, note: texts.ifPaidToday },
        ]}
      />
    </>
  )
}
