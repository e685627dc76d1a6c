import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import { requireStaff } from '@/lib/auth/guards'
import type { TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { getTranslations } from '@/lib/web/translations'
import { BankSide } from './bank-side'

/** What was decided, by whom and why. */
export async function Outcome({ view }: { view: TransferView }) {
  const actor = await requireStaff('admin.transfers.read')
  const [text, outcome, eyes, words] = await Promise.all([
    getTranslations('admin.transfer'),
    getTranslations('admin.transfer.outcome'),
    getTranslations('admin.transfer.eyes'),
    orderWords(),
  ])
  const { transfer, confirmedBy, approvedBy, rejectedBy } = view
  const facts: (Fact | null)[] = [
    transfer.outcome ? { label: text('result'), value: outcome(transfer.outcome), strong: true } : null,
    transfer.rejectReason ? { label: text('reason'), value: transfer.rejectReason, strong: true } : null,
    transfer.receivedFen === null
      ? null
      : { label: text('receivedAmount'), value: <MoneyText amount={transfer.receivedFen} /> },
    confirmedBy ? { label: text('confirmedBy'), value: confirmedBy } : null,
    approvedBy ? { label: text('approvedBy'), value: approvedBy } : null,
    rejectedBy ? { label: text('rejectedBy'), value: rejectedBy } : null,
    transfer.fourEyes && transfer.status === 'confirmed'
      ? { label: text('fourEyes'), value: eyes(transfer.fourEyes) }
      : null,
    transfer.decidedAt ? { label: text('decidedAt'), value: words.moment(transfer.decidedAt) } : null,
  ]
  return (
    <>
      <Section title={text('decision')}>
        <FactsList ruled align="left" facts={facts.filter((fact) => fact !== null)} />
      </Section>
      <BankSide actor={actor} view={view} />
    </>
  )
}
