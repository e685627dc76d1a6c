import { orderWords } from '@/app/(portal)/orders/order-words'
import { DecisionForms } from '@/components/form/decision-forms'
import type { StaffActor } from '@/lib/auth/actor'
import type { TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { addressOf } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { decisionTexts } from '../../decision-texts'
import { approveTransferAction, rejectTransferAction } from '../actions'
import { TRANSFERS } from '../transfer-words'
import { BankSide } from './bank-side'

export type SecondCheckProps = { actor: StaffActor; view: TransferView; rejecting: boolean }

/** What the first person entered, for a second one to agree with; the first one waits, or enters it anew. */
export async function SecondCheck({ actor, view, rejecting }: SecondCheckProps) {
  const [text, words] = await Promise.all([getTranslations('admin.transfer'), orderWords()])
  const { transfer, holders, confirmedBy } = view
  const first = transfer.confirmedBy === actor.userId
  const alone = holders < 2
  const path = `${TRANSFERS}/${transfer.id}`
  const who = {
    name: confirmedBy ?? '',
    moment: transfer.confirmedAt ? words.moment(transfer.confirmedAt) : '',
  }
  return (
    <>
      <BankSide actor={actor} view={view} />
      <DecisionForms
        approve={approveTransferAction}
        reject={rejectTransferAction}
        path={path}
        startsRejecting={rejecting}
        sentence={
          <>
            {text(first ? (alone ? 'alone' : 'firstWas') : 'secondIs', who)}{' '}
            <a href={addressOf(path, { again: '1' })} className="link">
              {text('again')}
            </a>
          </>
        }
        mayApprove={!first || alone}
        texts={await decisionTexts('admin.transfer')}
        fields={{ transferId: transfer.id }}
      >
        <input type="hidden" name="seen" value={transfer.confirmedAt?.toISOString() ?? ''} />
      </DecisionForms>
    </>
  )
}
