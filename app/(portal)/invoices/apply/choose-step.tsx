import { Note } from '@/components/ui/note'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { InvoiceKind } from '@/lib/billing/invoice/kind.rules'
import type { DeficitRow, InvoiceableRow } from '@/lib/billing/invoice/quota.queries'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { invoiceWords } from '../invoice-words'
import { InvoiceableChoice } from './invoiceable-choice'

export type ChooseStepProps = {
  rows: readonly InvoiceableRow[]
  deficits: readonly DeficitRow[]
  replaced: ApplicationView | null
  chosen: readonly string[]
  kind: InvoiceKind | undefined
  policy: InvoicePolicy
  seller: string | undefined
  /** Why step 2 could not begin. */
  wrong: 'nothing' | 'together' | 'title' | null
  /** The sentence of what was refused: a deficit that the chosen documents do not cover, say. */
  refused: string | null
}

/** Step 1: the kind, where the policy asks for it here, and what is to be invoiced. */
export async function ChooseStep(props: ChooseStepProps) {
  const { rows, deficits, replaced, chosen, kind, policy, seller, wrong, refused } = props
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  const reasons = [
    'nothing-left',
    'rate-unset',
    'other-section',
    'other-seller',
    'not-taxed-apart',
    'not-taxed-general-only',
  ] as const
  return (
    <div className="max-w-[760px]">
      {wrong || refused ? (
        <div className="mb-6">
          <Note tone="bad" title={refused ?? text(`wrong.${wrong ?? 'nothing'}`)} role="alert" />
        </div>
      ) : null}
      <InvoiceableChoice
        action="/invoices/apply"
        kinds={
          policy.kindChosenIn === 'wizard'
            ? policy.kinds.map((value) => ({ value, label: words.kindText(value) }))
            : []
        }
        kind={kind ?? ''}
        chosen={[...chosen]}
        replaces={replaced?.id ?? ''}
        deficits={deficits.map((row) => ({
          id: row.id,
          label: `${text('deficit')} · ${words.productText(row)} · ${row.orderNumber}`,
          note: text('deficitNote', { moment: words.moment(row.occurredAt) }),
          amountText: formatMoney(-row.amountFen),
          amountFen: String(row.amountFen),
          section: row.section,
          sellerId: row.sellerId,
          taxTreatment: row.taxTreatment,
        }))}
        items={rows.map((row) => ({
          id: row.id,
          label: `${words.productText(row)} · ${row.orderNumber}`,
          note: `${words.moment(row.at)} · ${text(`section.${row.section}`)} · ${words.sellerText(row)}`,
          amountText: formatMoney(row.freeFen),
          freeFen: String(row.freeFen),
          section: row.section,
          sellerId: row.sellerId,
          taxTreatment: row.taxTreatment,
          first: seller === row.sellerId,
        }))}
        words={{
          kind: text('kind'),
          items: text('whatFor'),
          amount: text('invoiceAmount'),
          next: text('next'),
          all: text('all'),
          why: Object.fromEntries(reasons.map((reason) => [reason, text(`why.${reason}`)])),
        }}
      />
    </div>
  )
}
