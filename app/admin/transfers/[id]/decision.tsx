import { Note } from '@/components/ui/note'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay } from '@/lib/auth/permissions'
import { orderLife, outstandingOf } from '@/lib/billing/order/order.rules'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import type { TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { dayOf } from '@/lib/kernel/calendar'
import { formatYuan, parseYuan } from '@/lib/kernel/money'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { TRANSFERS } from '../transfer-words'
import { BankForm } from './bank-form'
import { BankSide } from './bank-side'
import { bankTexts, comparisonOf } from './decision-texts'
import { SecondCheck } from './second-check'

export type DecisionProps = {
  actor: StaffActor
  view: TransferView
  /** What the first person entered is entered anew. */
  again: boolean
  rejecting: boolean
}

/** What is still to be decided: by the first person, by the second, or by somebody else than who is looking. */
export async function Decision({ actor, view, again, rejecting }: DecisionProps) {
  const { transfer } = view
  const text = await getTranslations('admin.transfer')
  const settles = orderLife.can('settle', view.order.status)
  const may = staffMay(actor, 'admin.transfers.decide') && !view.ownAccount
  return (
    <>
      {settles ? null : (
        <div className="mt-7">
          <Note tone="wait" title={text('paidMeanwhile')}>
            {text('paidMeanwhileText')}
          </Note>
        </div>
      )}
      {may && transfer.status === 'checking' && !again ? (
        <SecondCheck actor={actor} view={view} rejecting={rejecting} />
      ) : may ? (
        <FirstCheck actor={actor} view={view} settles={settles} rejecting={rejecting} />
      ) : (
        <>
          {transfer.status === 'checking' ? <BankSide actor={actor} view={view} /> : null}
          <p className="mt-7 text-text-2">{text(view.ownAccount ? 'ownAccount' : 'notYours')}</p>
        </>
      )}
    </>
  )
}

type FirstCheckProps = Omit<DecisionProps, 'again'> & { settles: boolean }

async function FirstCheck({ actor, view, settles, rejecting }: FirstCheckProps) {
  const { transfer, holders, earlierFen, now } = view
  const policy = await getPolicy(actor)
  const threshold = parseYuan(policy.fourEyes.transferPerDay)
  const due = settles ? outstandingOf(view.order) : transfer.claimedFen
  const { order, labels, evidence } = await comparisonOf(view, policy.payee, due)
  return (
    <BankForm
      transferId={transfer.id}
      seen={transfer.confirmedAt?.toISOString() ?? ''}
      defaults={{
        receivedAmount: formatYuan(transfer.receivedFen ?? due),
        receivedOn: transfer.receivedOn ?? '',
        payerName: transfer.payerName ?? '',
        payerAccount: transfer.payerAccount ?? '',
        bankReference: transfer.bankRef ?? '',
        remark: transfer.remark ?? '',
      }}
      order={order}
      eyes={{ earlier: String(earlierFen), threshold: String(threshold), waived: holders < 2 }}
      today={dayOf(now)}
      path={`${TRANSFERS}/${transfer.id}`}
      startsRejecting={rejecting}
      texts={await bankTexts(formatMoney(threshold))}
      labels={labels}
      evidence={evidence}
    />
  )
}
