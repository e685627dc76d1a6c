import { RadioCards } from '@/components/form/radio-cards'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { suitsTitle } from '@/lib/billing/invoice/kind.rules'
import { equalsAuthenticated } from '@/lib/billing/invoice/preconditions.rules'
import { seenAuthentication, seenTitle } from '@/lib/billing/invoice/seen.rules'
import { kindOn } from '@/lib/billing/invoice/title-kind.rules'
import type { TitleView } from '@/lib/billing/invoice/title.queries'
import { getTranslations } from '@/lib/web/translations'
import { TitleFieldInputs, TitleParticulars } from '../title-field-inputs'
import type { ConfirmStepProps } from './confirm-step-props'
import { TitleChoice, type TitleRow } from './title-choice'

/** Whom the invoice names: the authenticated title, changed where the policy lets it, or one of Invoice Information. */
export async function TitlePart(props: ConfirmStepProps) {
  const { kind, policy, titles, authentication } = props
  const text = await getTranslations('invoices')
  const own = policy.title === 'authenticated-modifiable' ? authentication : null
  const saved = await titleRows(props)
  const blank = {
    name: own?.legalName ?? '',
    taxpayerId: own?.taxpayerId ?? '',
    bankName: '',
    bankAccount: '',
    registeredAddress: '',
    registeredPhone: '',
  }
  const complete = policy.allTitleFields || kind === 'paper_special'
  return (
    <Section
      title={text('tabs.information')}
      aside={
        <ButtonLink href="/invoices/information/new" variant="link" icon="plus">
          {text(`newTitle.${policy.words}`)}
        </ButtonLink>
      }
    >
      <TitleChoice
        authenticated={
          own && {
            name: own.legalName,
            note: suitsTitle(kind, own.kind)
              ? (own.taxpayerId ?? text('titleKind.individual'))
              : text('whyNotTitle.individual'),
            modifiable: true,
            seen: seenAuthentication({ ...own, name: own.legalName }),
          }
        }
        saved={saved}
        preferred={props.titleId ?? preferredOf(titles, saved)}
        words={{
          legend: text('tabs.information'),
          authenticated: text('authenticated'),
          modify: text('modify'),
          restore: text('restore'),
          modified: text('modified'),
        }}
        typed={
          <>
            <RadioCards
              name="titleKind"
              legend={text('titleType')}
              defaultValue={own && suitsTitle(kind, own.kind) ? own.kind : 'enterprise'}
              choices={(['enterprise', 'non-enterprise', 'individual'] as const)
                .filter((value) => suitsTitle(kind, value))
                .map((value) => ({ value, label: text(`titleKind.${value}`) }))}
            />
            <TitleFieldInputs values={blank} allFields={complete} />
          </>
        }
        particulars={
          complete && own?.kind === 'enterprise' ? <TitleParticulars values={blank} allFields /> : null
        }
      />
    </Section>
  )
}

/** Every kept title; one that this invoice cannot name says why. */
async function titleRows(props: ConfirmStepProps): Promise<TitleRow[]> {
  const { kind, policy, titles, authentication, chosen } = props
  const text = await getTranslations('invoices')
  const onTitle = policy.kindChosenIn === 'information'
  const taxTreatments = chosen.map(({ taxTreatment }) => taxTreatment)
  // One of another kind is named on a page of its own: delivery and paper follow the kind.
  const elsewhere = (title: TitleView) =>
    onTitle && title.invoiceKind !== kind && kindOn(title, { policy, authentication, taxTreatments }) !== null
  const address = (id: string) =>
    `/invoices/apply?${new URLSearchParams([['step', '2'], ['title', id], ...chosen.map((row) => ['invoiceable', row.id])]).toString()}`
  const whyNot = (title: TitleView) => {
    if (!suitsTitle(kind, title.kind)) return text('whyNotTitle.individual')
    if (title.invoiceKind !== null && title.invoiceKind !== kind) return text('whyNotTitle.kind')
    if (policy.title === 'equals-authenticated' && !equalsAuthenticated(title, authentication))
      return text('whyNotTitle.differs')
    return null
  }
  return titles.map((title) => {
    const reason = whyNot(title)
    const kindText = text(`titleKind.${title.kind}`)
    return {
      id: title.id,
      name: title.name,
      note: [
        onTitle && title.invoiceKind ? text(`kinds.${title.invoiceKind}`) : kindText,
        elsewhere(title) ? title.taxpayerId : (reason ?? title.taxpayerId),
      ]
        .filter(Boolean)
        .join(' · '),
      disabled: reason !== null,
      seen: seenTitle(title),
      ...(elsewhere(title) ? { href: address(title.id) } : {}),
    }
  })
}

function preferredOf(titles: readonly TitleView[], rows: readonly TitleRow[]): string {
  const open = rows.filter(({ disabled }) => !disabled)
  const standard = titles.find(({ isDefault }) => isDefault)?.id
  return (open.find(({ id }) => id === standard) ?? open[0])?.id ?? ''
}
