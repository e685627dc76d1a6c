import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { requireMember } from '@/lib/auth/guards'
import { getOffer } from '@/lib/billing/catalog/catalog.queries'
import type { ResourceSummary } from '@/lib/billing/resource/resource.queries'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../orders/order-words'

/** An account that has bought nothing yet: what there is, what it costs, and the first step. */
export async function FreshAccount({
  resources,
  mayOrder,
}: {
  resources: readonly ResourceSummary[]
  mayOrder: boolean
}) {
  const actor = await requireMember()
  const fresh = await getTranslations('overview.fresh')
  const overview = await getTranslations('overview')
  const offers = await Promise.all(resources.map((resource) => getOffer(actor, resource.family)))
  const [first] = offers
  return (
    <section className="rounded-lg border">
      <div className="px-5 py-5 max-sm:px-4">
        <h2 className="text-16 font-semibold">{fresh('title')}</h2>
        <p className="mt-1 max-w-[64ch] text-13 text-text-2">{fresh(mayOrder ? 'text' : 'textViewer')}</p>
        {first && mayOrder ? (
          <p className="mt-4">
            <ButtonLink variant="primary" icon="plus" href={`/resources/${first.family}/recharge`}>
              {overview('rechargeNow')}
            </ButtonLink>
          </p>
        ) : null}
      </div>
      <ul>
        {offers.map((offer) => (
          <li key={offer.productCode} className="border-t">
            <OfferLine offer={offer} />
          </li>
        ))}
      </ul>
    </section>
  )
}

async function OfferLine({ offer }: { offer: Awaited<ReturnType<typeof getOffer>> }) {
  const recharge = await getTranslations('recharge')
  const { locale, unitPriceText } = await orderWords()
  return (
    <a
      href={`/resources/${offer.family}`}
      className="flex items-center gap-x-6 px-5 py-3 text-13 hover:bg-hover max-sm:px-4"
    >
      <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-x-6">
        <span className="block font-semibold sm:w-44">{locale === 'en' ? offer.nameEn : offer.nameZh}</span>
        <span className="block text-text-3">{recharge('validFor', { years: offer.validityYears })}</span>
      </span>
      <span className="whitespace-nowrap">{unitPriceText(offer.unitPriceFen, offer.unitZh)}</span>
      <Icon name="chevronRight" className="shrink-0 text-text-3" />
    </a>
  )
}
