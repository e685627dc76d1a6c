import { ActionForm } from '@/components/form/action-form'
import { Select } from '@/components/form/select'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea, TextInput } from '@/components/form/text-input'
import { Card } from '@/components/ui/card'
import { getTranslations } from '@/lib/web/translations'
import { addCalendarDayAction, importCalendarYearAction } from '../actions'

/** One more day, or the announcement of a whole year. */
export async function CalendarForms({ year }: { year: number }) {
  const [text, site] = await Promise.all([getTranslations('admin.calendar'), getTranslations('site')])
  return (
    <div className="flex flex-col gap-5">
      <Card title={text('add')}>
        <ActionForm action={addCalendarDayAction} summaryTitle={site('summary')}>
          <TextInput name="day" label={text('day')} type="date" min={`${year}-01-01`} max={`${year}-12-31`} />
          <Select
            name="kind"
            label={text('kind')}
            options={(['holiday', 'make-up'] as const).map((value) => ({
              value,
              label: text(`kinds.${value}`),
            }))}
          />
          <SubmitButton variant="secondary" size={36}>
            {text('addButton')}
          </SubmitButton>
        </ActionForm>
      </Card>
      <Card title={text('import')}>
        <p className="mb-4 text-13 text-text-2">{text('importNote')}</p>
        <ActionForm action={importCalendarYearAction} summaryTitle={site('summary')} id="announce">
          <TextInput name="year" label={text('year')} inputMode="numeric" defaultValue={String(year)} />
          <TextArea
            name="announcement"
            label={text('announcement')}
            help={text('announcementHelp')}
            rows={6}
            spellCheck={false}
          />
          <SubmitButton variant="secondary" size={36}>
            {text('importButton')}
          </SubmitButton>
        </ActionForm>
      </Card>
    </div>
  )
}
