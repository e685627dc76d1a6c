import { TextInput } from '@/components/form/text-input'
import { getTranslations } from '@/lib/web/translations'

/** Where a bank refund goes. */
export async function PayeeFields({ name, bank, account }: { name: string; bank: string; account: string }) {
  const text = await getTranslations('admin.refund')
  return (
    <div className="mb-5">
      <TextInput name="payeeName" label={text('payeeName')} defaultValue={name} autoComplete="off" />
      <TextInput name="payeeBank" label={text('payeeBank')} defaultValue={bank} autoComplete="off" />
      <TextInput
        name="payeeAccount"
        label={text('payeeAccount')}
        defaultValue={account}
        autoComplete="off"
        inputMode="numeric"
      />
    </div>
  )
}
