import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { FactsList } from '@/components/ui/facts-list'
import { Icon } from '@/components/ui/icon'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { dayOf, daysBetween } from '@/lib/kernel/calendar'
import { formatEndOfValidity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

type DeliveryCardProps = {
  application: ApplicationView
  /** What can be done about it, e.g. sending it again. */
  children?: ReactNode
}

/** How an invoice reaches its receiver: by which courier and whether in time, or to which address. */
export async function DeliveryCard({ application, children }: DeliveryCardProps) {
  const text = await getTranslations('invoices')
  const { delivery, courier, trackingNumber, status } = application
  if (delivery.by === 'mail')
    return (
      <Card title={text('deliveryPart')}>
        <FactsList facts={[{ label: text('email'), value: delivery.email }]} />
        <p className="mt-2 text-12 text-text-3">{text(isOver(status) ? 'notSent' : 'emailHelp')}</p>
        {children}
      </Card>
    )
  return (
    <Card title={text('deliveryPart')}>
      {courier ? (
        <FactsList
          facts={[
            { label: text('courier'), value: courier },
            { label: text('trackingNumber'), value: trackingNumber },
          ]}
        />
      ) : null}
      <Punctuality application={application} />
      {trackingNumber ? (
        <div className="mt-4">
          <CopyButton
            value={trackingNumber}
            label={text('copyTracking')}
            copiedLabel={text('copied')}
            block
          />
        </div>
      ) : null}
      {children}
    </Card>
  )
}

const isOver = (status: ApplicationView['status']) => status === 'rejected' || status === 'withdrawn'

/** Whether the parcel left in time, or until when it has to. Nothing where no delivery was owed. */
async function Punctuality({ application }: { application: ApplicationView }) {
  const text = await getTranslations('invoices')
  const { deliveryDueAt, dueAt, shippedAt, status, now } = application
  const due = deliveryDueAt ?? dueAt
  if (shippedAt) {
    // Due is the end of the last day, so what is left is counted from the day before.
    const early = daysBetween(dayOf(shippedAt), dayOf(due)) - 1
    return early >= 0 ? (
      <Line icon="circleCheck" ink="text-good">
        {text('sentEarly', { days: early })}
      </Line>
    ) : (
      <Line icon="clockAlert" ink="text-bad">
        {text('sentLate', { days: -early })}
      </Line>
    )
  }
  if (isOver(status) || status === 'returned') return <p className="text-13 text-text-2">{text('notSent')}</p>
  return due < now ? (
    <Line icon="clockAlert" ink="text-bad">
      {text('wasDue', { moment: formatEndOfValidity(due) })}
    </Line>
  ) : (
    <Line icon="clock" ink="text-text-3">
      {text('sentBy', { moment: formatEndOfValidity(due) })}
    </Line>
  )
}

function Line({
  icon,
  ink,
  children,
}: {
  icon: 'circleCheck' | 'clock' | 'clockAlert'
  ink: string
  children: string
}) {
  return (
    <p className="mt-2 flex items-start gap-1.5 text-13 text-text-2">
      <Icon name={icon} className={`mt-0.5 shrink-0 ${ink}`} />
      {children}
    </p>
  )
}
