import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { headerLabels } from '@/app/(portal)/page-words'
import { MoneyText } from '@/components/billing/money-text'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import type { MemberActor } from '@/lib/auth/actor'
import { requireMember } from '@/lib/auth/guards'
import { getApplication, type ApplicationView } from '@/lib/billing/invoice/application.queries'
import { nettedWith } from '@/lib/billing/invoice/deficit.rules'
import { kinds, type InvoiceKind } from '@/lib/billing/invoice/kind.rules'
import { draftInvoice, type InvoiceDraft } from '@/lib/billing/invoice/preview.queries'
import {
  getInvoiceStanding,
  listDeficits,
  listInvoiceables,
  type InvoiceableRow,
} from '@/lib/billing/invoice/quota.queries'
import { whyNotTogether } from '@/lib/billing/invoice/quota.rules'
import { titleToBeginWith } from '@/lib/billing/invoice/title-kind.rules'
import { listAddresses, listTitles } from '@/lib/billing/invoice/title.queries'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { invoicePolicy } from '../find-policy'
import { ChooseStep } from './choose-step'
import { ConfirmStep } from './confirm-step'
import { Steps } from './steps'

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
  const deficits = await listDeficits(actor)
  const replaced = await findReplaced(actor, textParam(params, 'replaces'))
  const asked = [params['invoiceable'] ?? []].flat()
  const chosen = rows.filter(({ id }) => asked.includes(id))
  const titles = await listTitles(actor)
  // Where the kind stands on the title it follows from whom the invoice names, which step 2 asks.
  const begun =
    policy.kindChosenIn === 'information'
      ? titleToBeginWith(titles, textParam(params, 'title'), {
          policy,
          authentication: standing.authentication,
          taxTreatments: chosen.map(({ taxTreatment }) => taxTreatment),
        })
      : null
  const kind =
    policy.kindChosenIn === 'information'
      ? begun?.kind
      : (wordParam(params, 'kind', kinds) ?? replaced?.kind ?? policy.kinds[0])
  const together = chosen.every((row, at) => whyNotTogether(row, chosen.slice(0, at), kind ?? null) === null)
  const fits = kind !== undefined && policy.kinds.includes(kind) && chosen.length > 0 && together
  const confirming = textParam(params, 'step') === '2'
  const { draft, refused } =
    confirming && fits ? await draftOf(actor, chosen) : { draft: null, refused: null }
  return (
    <>
      <ApplyHead words={policy.words} kind={kind} chosen={chosen} draft={draft} replaced={replaced} />
      {draft && kind ? (
        <ConfirmStep
          draft={draft}
          chosen={chosen}
          netted={nettedWith(chosen, deficits)}
          replaced={replaced}
          kind={kind}
          policy={policy}
          titles={titles}
          titleId={begun?.title.id}
          addresses={await listAddresses(actor)}
          authentication={standing.authentication}
          email={actor.email}
        />
      ) : (
        <ChooseStep
          rows={rows}
          deficits={deficits}
          replaced={replaced}
          chosen={asked}
          kind={policy.kindChosenIn === 'information' ? undefined : kind}
          policy={policy}
          seller={textParam(params, 'seller')}
          wrong={
            confirming && !refused
              ? chosen.length === 0
                ? 'nothing'
                : together
                  ? 'title'
                  : 'together'
              : null
          }
          refused={refused}
        />
      )}
    </>
  )
}

/** What would be invoiced, or the sentence that says why it cannot be: an item that nobody has named, say. */
async function draftOf(actor: MemberActor, chosen: readonly InvoiceableRow[]) {
  try {
    const draft = await draftInvoice(
      actor,
      chosen.map(({ id }) => id),
    )
    return { draft, refused: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const translate = await getTranslations('refusals')
    return { draft: null, refused: translate(error.code, error.detail) }
  }
}

type HeadProps = {
  words: InvoicePolicy['words']
  kind: InvoiceKind | undefined
  chosen: readonly InvoiceableRow[]
  /** What step 2 confirms; null in step 1. */
  draft: InvoiceDraft | null
  replaced: ApplicationView | null
}

async function ApplyHead({ words, kind, chosen, draft, replaced }: HeadProps) {
  const [text, labels] = await Promise.all([getTranslations('invoices'), headerLabels()])
  const heading = text(`open.${words}`)
  const back = new URLSearchParams([
    ['kind', kind ?? ''],
    ...(replaced ? [['replaces', replaced.id]] : []),
    ...chosen.map(({ id }) => ['invoiceable', id]),
  ])
  return (
    <>
      <PageHeader
        title={heading}
        crumbs={[{ href: '/invoices', label: text('title') }, { label: heading }]}
        labels={labels}
        {...(draft
          ? { actions: <ButtonLink href={`/invoices/apply?${back.toString()}`}>{text('back')}</ButtonLink> }
          : {})}
      />
      <Steps
        names={[text('stepKind'), text('stepConfirm')]}
        at={draft ? 1 : 0}
        aside={
          draft && kind ? (
            <>
              {text(`kinds.${kind}`)} · {text('documents', { count: chosen.length })}{' '}
              <MoneyText amount={draft.totals.amountFen} />
            </>
          ) : null
        }
      />
    </>
  )
}
/** The returned application that is applied for again; null for any other address. */
async function findReplaced(actor: MemberActor, id: string | undefined): Promise<ApplicationView | null> {
  if (!isId(id)) return null
  try {
    const application = await getApplication(actor, id)
    return application.status === 'returned' ? application : null
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') return null
    throw error
  }
}
