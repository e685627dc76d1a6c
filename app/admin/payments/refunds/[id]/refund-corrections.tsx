import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { FactsList } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay } from '@/lib/auth/permissions'
import { listCorrectionsOfRefund } from '@/lib/billing/invoice/correction.queries'
import { getTranslations } from '@/lib/web/translations'

/** The invoices that are reversed for a refund: it is approved once all their red numbers exist. */
export async function RefundCorrections({ actor, refundId }: { actor: StaffActor; refundId: string }) {
  const corrections = await listCorrectionsOfRefund(actor, refundId)
  if (corrections.length === 0) return null
  const reads = staffMay(actor, 'admin.invoices.read')
  const [text, words] = await Promise.all([
    getTranslations('admin.refund'),
    getTranslations('invoices.correction'),
  ])
  return (
    <Section title={text('corrections')} note={text('correctionsNote')}>
      <FactsList
        ruled
        facts={corrections.map(({ status, amountFen, applicationId, applicationNumber }) => ({
          label: reads ? (
            <a className="link" href={`/admin/invoices/${applicationId}`}>
              {applicationNumber}
            </a>
          ) : (
            applicationNumber
          ),
          value: (
            <span className="inline-flex items-center gap-3">
              <StatusBadge of="correction" status={status}>
                {words(`status.${status}`)}
              </StatusBadge>
              <MoneyText amount={amountFen} />
            </span>
          ),
        }))}
      />
    </Section>
  )
}
