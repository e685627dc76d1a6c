import type { DecisionTexts } from '@/components/form/decision-forms'
import { getTranslations } from '@/lib/web/translations'

/** Every word of a decision's bar, so that the browser needs no messages. */
export async function decisionTexts(
  of: 'admin.authentication' | 'admin.invoice' | 'admin.transfer',
): Promise<DecisionTexts> {
  const [text, site] = await Promise.all([getTranslations(of), getTranslations('site')])
  return {
    approve: text('approve'),
    reject: text('reject'),
    reason: text('reason'),
    reasonHelp: text('reasonHelp'),
    rejectSentence: text('rejectSentence'),
    back: text('back'),
    errors: site('summary'),
  }
}
