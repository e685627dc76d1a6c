import { invoiceWords } from '@/app/(portal)/invoices/invoice-words'
import { MoneyText } from '@/components/billing/money-text'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-input'
import { FactsList } from '@/components/ui/facts-list'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { mayPass } from '@/lib/billing/invoice/correction.rules'
import type { StrayRed } from '@/lib/billing/invoice/stray-red.queries'
import { getTranslations } from '@/lib/web/translations'
import { closeStrayRedAction } from '../actions'

type Props = { strays: readonly StrayRed[]; decides: boolean; byHand: boolean }

/** Red invoices that exist at the tax bureau and reverse nothing here: what each is, why, and how one is done with it. */
export async function StrayReds({ strays, decides, byHand }: Props) {
  const [text, words, site] = await Promise.all([
    getTranslations('admin.correction'),
    invoiceWords(),
    getTranslations('site'),
  ])
  return strays.map((stray) => (
    <Section key={stray.id} title={text('stray')}>
      <div className="mb-4">
        <Note tone="bad" title={text('strayText')}>
          {text(`strayReasons.${stray.reason}`)}
          {mayPass(stray.reason) ? ` ${text(byHand ? 'strayAgain' : 'strayByItself')}` : null}
        </Note>
      </div>
      <FactsList
        ruled
        facts={[
          { label: text('redNumber'), value: stray.code ? `${stray.code} ${stray.number}` : stray.number },
          { label: text('strayIssuedOn'), value: stray.issuedOn },
          { label: text('strayFound'), value: words.moment(stray.foundAt) },
          { label: text('strayAmount'), value: <MoneyText amount={stray.amountFen} />, strong: true },
        ]}
      />
      {decides ? (
        <ActionForm
          action={closeStrayRedAction}
          summaryTitle={site('summary')}
          className="mt-5 max-w-[560px]"
        >
          <input type="hidden" name="applicationId" value={stray.applicationId} />
          <input type="hidden" name="strayId" value={stray.id} />
          <TextArea name="note" label={text('strayNote')} help={text('strayNoteHelp')} maxLength={500} />
          <SubmitButton variant="primary" size={40}>
            {text('closeStray')}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </Section>
  ))
}
