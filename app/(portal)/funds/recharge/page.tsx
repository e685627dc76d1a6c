import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { getAgreement } from '@/lib/billing/catalog/catalog.queries'
import { getBalances } from '@/lib/billing/ledger/ledger.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { newId } from '@/lib/kernel/id'
import { parseYuan } from '@/lib/kernel/money'
import type { AmountLimits } from '@/lib/kernel/typed-amount'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels } from '../../page-words'
import { formTexts, quickAmounts, topUpSentences } from './form-texts'
import { TopUpForm } from './top-up-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('topUp'))('title') }
}

export default async function TopUpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember('orders.place')
  const { wallet, topUp } = await getPolicy(actor)
  if (!wallet) notFound()
  const [text, funds, recharge, labels, agreement, { cashFen }] = await Promise.all([
    getTranslations('topUp'),
    getTranslations('funds'),
    getTranslations('recharge'),
    headerLabels(),
    getAgreement(actor),
    getBalances(actor),
  ])
  const limits: AmountLimits = { least: parseYuan(topUp.least), most: parseYuan(topUp.most) }
  return (
    <>
      <noscript>
        <style>{'.live{display:none!important}'}</style>
      </noscript>
      <PageHeader
        title={text('title')}
        facts={text('balance', { amount: formatMoney(cashFen) })}
        crumbs={[{ href: '/funds', label: funds('title') }, { label: text('crumb') }]}
        labels={labels}
      />
      <TopUpForm
        orderId={newId()}
        agreementVersion={agreement.version}
        limits={{ least: String(limits.least), most: String(limits.most) }}
        quick={quickAmounts(limits).map(String)}
        preset={textParam(await searchParams, 'amount') ?? ''}
        texts={await formTexts(limits)}
        sentences={await topUpSentences(limits)}
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
