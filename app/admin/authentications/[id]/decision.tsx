import { DecisionForms } from '@/components/form/decision-forms'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { REASON_MOST } from '@/lib/billing/authentication/authentication.rules'
import type { ReviewView } from '@/lib/billing/authentication/review.queries'
import { getTranslations } from '@/lib/web/translations'
import { decisionTexts } from '../../decision-texts'
import { approveAuthenticationAction, rejectAuthenticationAction } from '../actions'
import { AUTHENTICATIONS } from '../review-words'

export type DecisionProps = {
  review: ReviewView
  /** Whether the person may decide on authentications at all. */
  decides: boolean
  /** What opens after the decision; empty where nothing waits. */
  next: string
  rejecting: boolean
}

/** Approve, or reject with a reason that the customer reads. Who may not is told why. */
export async function Decision({ review, decides, next, rejecting }: DecisionProps) {
  const text = await getTranslations('admin.authentication')
  if (!decides || review.ownAccount)
    return <DecisionBar sentence={text(decides ? 'ownAccount' : 'readOnly')}>{null}</DecisionBar>
  return (
    <DecisionForms
      approve={approveAuthenticationAction}
      reject={rejectAuthenticationAction}
      path={`${AUTHENTICATIONS}/${review.id}`}
      startsRejecting={rejecting}
      sentence={text(review.kind === 'enterprise' ? 'askEnterprise' : 'askPerson')}
      longestReason={REASON_MOST}
      texts={await decisionTexts('admin.authentication')}
      fields={{ authenticationId: review.id, next }}
    />
  )
}
