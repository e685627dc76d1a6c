import type { ReactNode } from 'react'
import { InFours } from '@/components/billing/in-fours'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { getTranslations } from '@/lib/web/translations'

/** Whom the invoice names and where it goes, side by side, as it would be written on paper. */
export async function NamedAndSent({ application }: { application: ApplicationView }) {
  const text = await getTranslations('invoices')
  const { title, delivery, remark } = application
  return (
    <div className="mt-7 grid gap-x-8 gap-y-7 sm:grid-cols-2">
      <div>
        <Section title={text('tabs.information')}>
          <Lines
            first={title.name}
            lines={[
              title.kind === 'enterprise' ? null : text(`titleKind.${title.kind}`),
              title.taxpayerId,
              title.bankName,
              title.bankAccount ? <InFours key="account">{title.bankAccount}</InFours> : null,
              [title.registeredAddress, title.registeredPhone].filter(Boolean).join(' · '),
            ]}
          />
        </Section>
      </div>
      <div>
        {delivery.by === 'mail' ? (
          <Section title={text('sentTo')}>
            <Lines first={delivery.email} lines={[remark ? text('remarkIs', { remark }) : null]} />
          </Section>
        ) : (
          <Section title={text('sendingAddress')}>
            <Lines
              first={`${delivery.recipient} · ${delivery.phone}`}
              lines={[
                delivery.region,
                delivery.detail,
                delivery.email,
                remark ? text('remarkIs', { remark }) : null,
              ]}
            />
          </Section>
        )}
      </div>
    </div>
  )
}

function Lines({ first, lines }: { first: string; lines: readonly ReactNode[] }) {
  return (
    <div className="text-13 wrap-anywhere text-text-2">
      <p className="font-semibold text-text">{first}</p>
      {lines.map((line, position) => (line ? <p key={position}>{line}</p> : null))}
    </div>
  )
}
