import { ActionForm } from '@/components/form/action-form'
import { FileInput } from '@/components/form/file-input'
import { SubmitButton } from '@/components/form/submit-button'
import { Note } from '@/components/ui/note'
import { ACCEPTED, MOST_BYTES, MOST_MEGABYTES } from '@/lib/billing/file/file.rules'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { submitVoucherAction } from '../../actions'

/** The form posts itself where no script runs: the route that takes files submits the voucher as well. */
const FILES = '/api/files'

export async function VoucherForm({ orderId, refused }: { orderId: string; refused: string | null }) {
  const [text, site, refusals] = await Promise.all([
    getTranslations('pay.transfer'),
    getTranslations('site'),
    getTranslations('refusals.file'),
  ])
  return (
    <ActionForm action={submitVoucherAction} native={FILES} summaryTitle={site('summary')}>
      <noscript>
        <style>{'.drop span,.drop svg{display:none}.drop input{position:static;opacity:1}'}</style>
      </noscript>
      {refused ? (
        <div className="mb-4">
          <Note tone="bad" title={refused} role="alert" />
        </div>
      ) : null}
      <input type="hidden" name="purpose" value="voucher" />
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="transferId" value={newId()} />
      <FileInput
        name="fileId"
        label={text('voucher')}
        help={text('voucherHelp', { most: MOST_MEGABYTES })}
        accept={ACCEPTED}
        mostBytes={MOST_BYTES}
        address={FILES}
        purpose="voucher"
        labels={{
          choose: text('choose'),
          remove: text('remove'),
          uploading: text('uploading'),
          failed: text('failed'),
          tooLarge: refusals('too-large', { most: MOST_MEGABYTES }),
        }}
      />
      <SubmitButton block size={40}>
        {text('submit')}
      </SubmitButton>
    </ActionForm>
  )
}
