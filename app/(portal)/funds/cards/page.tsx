import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { getAgreement, listCardOffers } from '@/lib/billing/catalog/catalog.queries'
import { getBalances } from '@/lib/billing/ledger/ledger.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { newId } from '@/lib/kernel/id'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels } from '../../page-words'
import { CardOrderForm } from './card-order-form'
import { cardSentences, formTexts } from './form-texts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cards'))('buyTitle') }
}

export default async function BuyCardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember('orders.place')
  const offers = await listCardOffers(actor)
  const params = await searchParams
  const asked = textParam(params, 'product')
  const offer = offers.find(({ productCode }) => productCode === asked) ?? offers[0]
  if (!offer) notFound()
  const [text, funds, recharge, labels, agreement, { cardsFen }, { invoiceBasis }] = await Promise.all([
    getTranslations('cards'),
    getTranslations('funds'),
    getTranslations('recharge'),
    headerLabels(),
    getAgreement(actor),
    getBalances(actor),
    getPolicy(actor),
  ])
  return (
    <>
      <noscript>
        <style>{'.live{display:none!important}'}</style>
      </noscript>
      <PageHeader
        title={text('buyTitle')}
        facts={text('onCards', { amount: formatMoney(cardsFen) })}
        crumbs={[{ href: '/funds', label: funds('title') }, { label: text('crumb') }]}
        labels={labels}
      />
      <CardOrderForm
        key={offer.productCode}
        orderId={newId()}
        agreementVersion={agreement.version}
        offer={{ productCode: offer.productCode, faceFen: String(offer.faceFen), most: offer.most }}
        others={offers
          .filter(({ productCode }) => productCode !== offer.productCode)
          .map(({ productCode, faceFen }) => ({ productCode, face: formatMoney(faceFen) }))}
        preset={textParam(params, 'quantity') ?? '1'}
        texts={await formTexts(offer, invoiceBasis.card === 'payment')}
        sentences={await cardSentences(offer.most)}
        agreementLabel={recharge.rich('agree', {
          link: (chunks) => (
            <a href="/agreements/privacy" target="_blank" rel="noopener" className="link">
              {chunks}
            </a>
          ),
        })}
      />
    </>
  )
}
