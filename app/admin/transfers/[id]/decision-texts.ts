import type { EvidenceTexts } from '@/components/table/evidence-table'
import type { Policy } from '@/lib/billing/policy/policy.rules'
import type { TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { formatYuan, type Money } from '@/lib/kernel/money'
import { getTranslations } from '@/lib/web/translations'
import { decisionTexts } from '../../decision-texts'
import type { BankFormProps } from './bank-form'
import type { EvidenceLabels, OrderSide } from './compare'

/** Every word of a decision that writes down what the bank shows. */
export async function bankTexts(threshold: string): Promise<BankFormProps['texts']> {
  const [text, site] = await Promise.all([getTranslations('admin.transfer'), getTranslations('site')])
  return {
    ...(await decisionTexts('admin.transfer')),
    section: text('bankShows'),
    sectionNote: text('bankShowsNote'),
    evidence: text('evidence'),
    receivedAmount: text('receivedAmount'),
    receivedOn: text('receivedOn'),
    payerName: text('payerName'),
    payerAccount: text('payerAccount'),
    bankReference: text('bankReference'),
    remark: text('remark'),
    remarkHelp: text('remarkHelp'),
    optional: site('optional'),
    yuan: text('yuan'),
    eyesNeeded: text('eyesNeeded', { threshold }),
    eyesNotNeeded: text('eyesNotNeeded', { threshold }),
    eyesWaived: text('eyesWaived', { threshold }),
  }
}

/** The order's side of the comparison, and what its lines are called. */
export async function comparisonOf(
  view: Pick<TransferView, 'account' | 'remark'>,
  payee: Policy['payee'],
  due: Money,
): Promise<{ order: OrderSide; labels: EvidenceLabels; evidence: EvidenceTexts }> {
  const text = await getTranslations('admin.transfer')
  return {
    order: {
      due: formatYuan(due),
      remark: view.remark,
      accountName: view.account.name,
      ownAccount: `${payee.bank} · ${payee.account.slice(-4)}`,
    },
    labels: {
      amount: text('amount'),
      remark: text('remark'),
      payerName: text('payerName'),
      ownAccount: text('ownBankAccount'),
    },
    evidence: {
      caption: text('evidence'),
      what: text('compared'),
      one: text('bankSide'),
      other: text('order'),
      verdict: text('verdict'),
      equal: text('equal'),
      differs: text('differs'),
      unknown: text('unknown'),
    },
  }
}
