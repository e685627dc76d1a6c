import { ActionForm } from '@/components/form/action-form'
import type { FormServerAction } from '@/components/form/form-context'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/dialog'
import { getTranslations } from '@/lib/web/translations'

/** The name in the address by which the list asks for confirmation itself, for browsers without script. */
export const DELETE_PARAM = 'delete'

export type KeptActionsProps = {
  /** The list it stands in, and the name of the id in its forms. */
  path: string
  field: 'titleId' | 'addressId'
  id: string
  name: string
  isDefault: boolean
  remove: FormServerAction
  prefer: FormServerAction
}

/** **Edit**, **Set as default** and **Delete** of a title or an address; deleting asks once more. */
export async function KeptActions(props: KeptActionsProps) {
  const { path, field, id, name, isDefault, prefer } = props
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  return (
    <span className="flex flex-wrap justify-end gap-2">
      {isDefault ? null : (
        <ActionForm action={prefer} summaryTitle={site('summary')}>
          <input type="hidden" name={field} value={id} />
          <SubmitButton size={32} variant="secondary">
            {text('setDefault')}
          </SubmitButton>
        </ActionForm>
      )}
      <ButtonLink href={`${path}/${id}`}>{text('edit')}</ButtonLink>
      <ConfirmDialog
        action={`${path}?${DELETE_PARAM}=${id}`}
        param={DELETE_PARAM}
        label={text('delete')}
        title={text('deleteTitle', { name })}
        keepLabel={text('keep')}
      >
        <DeleteForm {...props} />
      </ConfirmDialog>
    </span>
  )
}

/** The same question as a part of the page, where no script runs. */
export async function DeleteConfirmation(props: KeptActionsProps) {
  const text = await getTranslations('invoices')
  return (
    <div className="mb-7 max-w-[440px]">
      <Card title={text('deleteTitle', { name: props.name })} large>
        <DeleteForm {...props} />
        <div className="mt-3">
          <ButtonLink href={props.path} size={36} block>
            {text('keep')}
          </ButtonLink>
        </div>
      </Card>
    </div>
  )
}

async function DeleteForm({ field, id, remove }: KeptActionsProps) {
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  return (
    <ActionForm action={remove} summaryTitle={site('summary')}>
      <input type="hidden" name={field} value={id} />
      <p className="mb-4 text-text-2">{text('deleteText')}</p>
      <SubmitButton variant="danger" size={36} block>
        {text('delete')}
      </SubmitButton>
    </ActionForm>
  )
}
