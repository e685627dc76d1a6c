import 'server-only'
import type { Tx } from '@/db/client'
import type { StaffActor } from '@/lib/auth/actor'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { stage } from '@/lib/command/outbox'
import { Refusal } from '@/lib/kernel/refusal'
import type { Application } from './application.load'
import { isElectronic } from './kind.rules'
import { moveApplication } from './move-application.step'
import { tidied } from './printable.rules'

type Parcel = { courier: string; trackingNumber: string; at: Date; actor: StaffActor }

/** A paper invoice is with the courier; its customer is told by mail. The application is locked. */
export async function ship(
  tx: Tx,
  application: Application,
  { courier, trackingNumber, at, actor }: Parcel,
): Promise<void> {
  const { userId } = actor
  await checkNoMember(tx, actor, application.accountId)
  if (isElectronic(application.kind)) throw new Refusal('application.nothing-to-ship')
  await moveApplication(tx, application, 'ship', {
    at,
    userId,
    detail: `${tidied(courier)} ${trackingNumber}`,
    set: { courier: tidied(courier), trackingNumber, shippedBy: userId, shippedAt: at },
  })
  await stage(tx, {
    task: 'send-mail',
    payload: {
      key: `invoice-shipped:${application.id}`,
      kind: 'invoice-shipped',
      applicationId: application.id,
    },
  })
}
