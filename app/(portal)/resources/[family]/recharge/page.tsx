import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FactsList } from '@/components/ui/facts-list'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { requireMember } from '@/lib/auth/guards'
import { getOffer, type Offer } from '@/lib/billing/catalog/catalog.queries'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { newId } from '@/lib/kernel/id'
import { formatQuantity, formatRate } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels, pageWords } from '../../../page-words'
import { findResource } from '../../find-resource'
import { formTexts, quantitySentences } from './form-texts'
import { PlaceOrderForm } from './place-order-form'
import { CUSTOM } from './recharge-input'

type Props = { params: Promise<{ family: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const resource = await findResource((await params).family)
  if (!resource) return {}
  const recharge = await getTranslations('recharge')
  return { title: recharge('title', { name: (await pageWords()).nameOf(resource) }) }
}

export default async function RechargePage({ params, searchParams }: Props) {
  const actor = await requireMember('orders.place')
  const resource = (await findResource((await params).family)) ?? notFound()
  const offer = await getOffer(actor, resource.family)
  const [recharge, words, labels, texts, portal] = await Promise.all([
    getTranslations('recharge'),
    pageWords(),
    headerLabels(),
    formTexts(offer),
    getTranslations('portal'),
  ])
  const name = words.nameOf(resource)
  const { contacts } = await getPolicy(actor)
  return (
    <>
      <noscript>
        <style>{'.live{display:none!important}.discount{display:block!important}'}</style>
      </noscript>
      <PageHeader
        title={recharge('title', { name })}
        facts={
          <span className="max-sm:hidden">
            {recharge('left', {
              units: words.unitsText(resource.remainingUnits, resource),
              packages: resource.packages,
            })}
          </span>
        }
        crumbs={[
          { href: '/resources', label: portal('resources') },
          { href: `/resources/${resource.family}`, label: name },
          { label: recharge('crumb') },
        ]}
        labels={labels}
      />
      <PlaceOrderForm
        orderId={newId()}
        offer={{
          productCode: offer.productCode,
          unitPriceFen: String(offer.unitPriceFen),
          choices: offer.choices,
          maxThousands: offer.maxThousands,
          discountAboveThousands: offer.discountAboveThousands,
          agreementVersion: offer.agreement.version,
          ...(words.locale === 'en' ? {} : { unit: offer.unitZh }),
        }}
        preset={presetOf(offer, textParam(await searchParams, 'thousands'))}
        texts={texts}
        sentences={await quantitySentences()}
        discountNote={<DiscountNote offer={offer} contact={contacts.businessSupport} />}
        whatYouGet={<WhatYouGet offer={offer} name={name} />}
        agreementLabel={<AgreementLabel />}
      />
    </>
  )
}

/** The card of a quantity that was asked for in the address, or the field with it; else the first card. */
function presetOf({ choices }: Offer, asked: string | undefined) {
  const [first = CUSTOM] = choices.map(String)
  if (asked === undefined) return { choice: first, quantity: '' }
  return choices.map(String).includes(asked)
    ? { choice: asked, quantity: '' }
    : { choice: CUSTOM, quantity: asked }
}

async function DiscountNote({ offer, contact }: { offer: Offer; contact: { email: string; phone: string } }) {
  const recharge = await getTranslations('recharge')
  const portal = await getTranslations('portal')
  const above = offer.discountAboveThousands
  if (above === null) return null
  return (
    <Note
      tone="run"
      icon="badgePercent"
      title={recharge('discountTitle', { units: formatQuantity(unitsOf(above)) })}
      link={{ href: '/contact', label: portal('support') }}
      aside={
        <span className="contents max-sm:hidden">
          <a href={`mailto:${contact.email}`} className="hover:underline">
            {contact.email}
          </a>
          <span className="whitespace-nowrap">{contact.phone}</span>
        </span>
      }
    >
      <span className="max-sm:hidden">{recharge('discountText')}</span> {recharge('discountAlso')}
    </Note>
  )
}

async function WhatYouGet({ offer, name }: { offer: Offer; name: string }) {
  const recharge = await getTranslations('recharge')
  const { locale } = await pageWords()
  return (
    <Section title={recharge('whatYouGet')} small>
      <FactsList
        ruled
        align="left"
        facts={[
          { label: recharge('product'), value: recharge('package', { name }) },
          { label: recharge('start'), value: recharge('startText') },
          ...(offer.taxRate === null
            ? []
            : [
                {
                  label: recharge('tax'),
                  value: recharge('taxText', { rate: formatRate(offer.taxRate, locale) }),
                },
              ]),
        ]}
      />
    </Section>
  )
}

async function AgreementLabel() {
  const recharge = await getTranslations('recharge')
  return recharge.rich('agree', {
    link: (chunks) => (
      <a href="/agreements/privacy" target="_blank" rel="noopener" className="link">
        {chunks}
      </a>
    ),
  })
}
