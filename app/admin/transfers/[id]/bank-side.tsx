import { EvidenceTable } from '@/components/table/evidence-table'
import { FactsList } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import type { TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { formatYuan } from '@/lib/kernel/money'
import { formatCode } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { compare } from './compare'
import { comparisonOf } from './decision-texts'

export type BankSideProps = { actor: StaffActor; view: TransferView }

/** What was read at the bank, against what was claimed as due. */
export async function BankSide({ actor, view }: BankSideProps) {
  const { transfer } = view
  if (transfer.receivedFen === null) return null
  const [text, { payee }] = await Promise.all([getTranslations('admin.transfer'), getPolicy(actor)])
  const { order, labels, evidence } = await comparisonOf(view, payee, transfer.claimedFen)
  const bank = {
    receivedAmount: formatYuan(transfer.receivedFen),
    payerName: transfer.payerName ?? '',
    remark: transfer.remark ?? '',
  }
  return (
    <>
      <Section title={text('evidence')}>
        <EvidenceTable rows={compare(bank, order, labels)} texts={evidence} />
      </Section>
      <Section title={text('bankShows')}>
        <FactsList
          ruled
          align="left"
          facts={[
            { label: text('receivedOn'), value: transfer.receivedOn ?? '—' },
            { label: text('payerAccount'), value: formatCode(transfer.payerAccount ?? '') || '—' },
            { label: text('bankReference'), value: transfer.bankRef ?? '—' },
          ]}
        />
      </Section>
    </>
  )
}
