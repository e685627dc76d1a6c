import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/dialog'
import { getTranslations } from '@/lib/web/translations'
import { discardWorkbookAction } from '../../actions'

/** The name in the address by which the page asks for confirmation itself, for browsers without script. */
export const DISCARD_PARAM = 'discard'

type DiscardProps = { id: string; number: string }

/** **Discard workbook**, once more asked: what was imported after all would be issued twice. */
export async function Discard({ id, number }: DiscardProps) {
  const text = await getTranslations('admin.workbook')
  return (
    <ConfirmDialog
      action={`/admin/invoices/workbooks/${id}`}
      param={DISCARD_PARAM}
      label={text('discard')}
      title={text('discardTitle', { number })}
      keepLabel={text('keep')}
    >
      <DiscardForm id={id} />
    </ConfirmDialog>
  )
}

/** The same question as a part of the page. */
export async function DiscardConfirmation({ id, number }: DiscardProps) {
  const text = await getTranslations('admin.workbook')
  return (
    <div className="mb-7 max-w-[440px]">
      <Card title={text('discardTitle', { number })} large>
        <DiscardForm id={id} />
        <div className="mt-3">
          <ButtonLink href={`/admin/invoices/workbooks/${id}`} size={36} block>
            {text('keep')}
          </ButtonLink>
        </div>
      </Card>
    </div>
  )
}

async function DiscardForm({ id }: { id: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.workbook'), getTranslations('site')])
  return (
    <ActionForm action={discardWorkbookAction} summaryTitle={site('summary')}>
      <input type="hidden" name="batchId" value={id} />
      <p className="mb-4 text-text-2">{text('discardText')}</p>
      <SubmitButton variant="danger" size={36} block>
        {text('discard')}
      </SubmitButton>
    </ActionForm>
  )
}
