import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { headerLabels } from '@/app/(portal)/page-words'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { kinds } from '@/lib/billing/invoice/kind.rules'
import { getInvoiceStanding, listInvoiceables } from '@/lib/billing/invoice/quota.queries'
import { whyNotTogether } from '@/lib/billing/invoice/quota.rules'
import { listAddresses, listTitles } from '@/lib/billing/invoice/title.queries'
import { textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { invoicePolicy } from '../find-policy'
import { ChooseStep } from './choose-step'
import { ConfirmStep } from './confirm-step'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('apply') }
}

/** Step 1 is a GET form, step 2 the page it leads to: what was chosen stands in the address, and Back works. */
export default async function ApplyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember('invoices.write')
  const policy = await invoicePolicy(actor)
  const standing = await getInvoiceStanding(actor)
  if (!standing.ready) redirect('/invoices')
  const params = await searchParams
  const rows = await listInvoiceables(actor, { onlyFree: true })
  const asked = [params['invoiceable'] ?? []].flat()
  const chosen = rows.filter(({ id }) => asked.includes(id))
  const titles = await listTitles(actor)
  const kind =
    wordParam(params, 'kind', kinds) ??
    titles.find(({ isDefault }) => isDefault)?.invoiceKind ??
    policy.kinds[0]
  const fits =
    kind !== undefined &&
    policy.kinds.includes(kind) &&
    chosen.length > 0 &&
    chosen.every((row, at) => whyNotTogether(row, chosen.slice(0, at), kind) === null)
  const confirming = textParam(params, 'step') === '2'
  const [text, labels] = await Promise.all([getTranslations('invoices'), headerLabels()])
  const heading = text(`open.${policy.words}`)
  return (
    <>
      <PageHeader
        title={heading}
        crumbs={[{ href: '/invoices', label: text('title') }, { label: heading }]}
        facts={text(confirming && fits ? 'step2' : 'step1')}
        labels={labels}
      />
      {confirming && fits && kind ? (
        <ConfirmStep
          chosen={chosen}
          kind={kind}
          policy={policy}
          titles={titles}
          addresses={await listAddresses(actor)}
          authentication={standing.authentication}
          email={actor.email}
        />
      ) : (
        <ChooseStep
          rows={rows}
          chosen={asked}
          kind={kind}
          policy={policy}
          seller={textParam(params, 'seller')}
          wrong={confirming ? (chosen.length === 0 ? 'nothing' : 'together') : null}
        />
      )}
    </>
  )
}
