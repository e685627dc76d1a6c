import { DecisionForms } from '@/components/form/decision-forms'
import type { FormServerAction } from '@/components/form/form-context'
import type { StaffActor } from '@/lib/auth/actor'
import { countHolders } from '@/lib/billing/account/four-eyes.queries'
import { getTranslations } from '@/lib/web/translations'

export type FourEyesDecisionProps = {
  actor: StaffActor
  path: string
  startsRejecting: boolean
  /** Who started it: one of them cannot be the second person. */
  makers: readonly (string | null)[]
  approve: FormServerAction
  reject: FormServerAction
  fields: Readonly<Record<string, string>>
}

/** The bar in which a second person decides, or, while there are not two, anybody does; it says which. */
export async function FourEyesDecision({ actor, makers, ...forms }: FourEyesDecisionProps) {
  const [text, decision, holders] = await Promise.all([
    getTranslations('admin.refund'),
    getTranslations('admin.decision'),
    countHolders(actor, 'admin.refunds.decide'),
  ])
  const waived = holders < 2
  const maker = makers.includes(actor.userId)
  return (
    <DecisionForms
      {...forms}
      mayApprove={waived || !maker}
      sentence={text(waived ? 'waived' : maker ? 'youStarted' : 'secondPerson')}
      texts={{
        approve: decision('approve'),
        reject: decision('reject'),
        reason: decision('reason'),
        back: decision('back'),
        errors: decision('summary'),
      }}
    />
  )
}
