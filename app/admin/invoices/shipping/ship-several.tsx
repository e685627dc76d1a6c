import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea, TextInput } from '@/components/form/text-input'
import { Section } from '@/components/ui/section'
import { getTranslations } from '@/lib/web/translations'
import { shipSeveralAction } from '../actions'

/** Marks several at once, as a courier's sheet lists them. */
export async function ShipSeveral({ numbers }: { numbers: readonly string[] }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <Section title={text('shipSeveral')} note={text('shipNote')}>
      <div className="max-w-[560px]">
        <ActionForm action={shipSeveralAction} summaryTitle={site('summary')}>
          <TextInput name="courier" label={text('courier')} autoComplete="off" />
          <TextArea
            name="parcels"
            label={text('trackingNumber')}
            help={text('shipSeveralHelp')}
            rows={4}
            placeholder={`${numbers[0] ?? ''} SF1234567890`}
            spellCheck={false}
          />
          <SubmitButton variant="secondary" size={36}>
            {text('ship')}
          </SubmitButton>
        </ActionForm>
      </div>
    </Section>
  )
}
