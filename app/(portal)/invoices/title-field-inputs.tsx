import { Checkbox } from '@/components/form/checkbox'
import { TextInput } from '@/components/form/text-input'
import { isFormerNumber } from '@/lib/billing/authentication/former-number.rules'
import type { TitleFields } from '@/lib/billing/invoice/title.rules'
import { getTranslations } from '@/lib/web/translations'

const particulars = ['bankName', 'bankAccount', 'registeredAddress', 'registeredPhone'] as const

type Particulars = Pick<TitleFields, (typeof particulars)[number]>

export type TitleFieldInputsProps = {
  values: TitleFields
  /** Whether an enterprise's bank, account, address and phone are needed whatever the kind. */
  allFields: boolean
}

/** Name and number of a title and its particulars; an individual has a name alone, so the rest is hidden for one. */
export async function TitleFieldInputs({ values, allFields }: TitleFieldInputsProps) {
  const text = await getTranslations('invoices')
  const hidden = 'group-has-[input[value=individual]:checked]/title:hidden'
  return (
    <>
      <TextInput
        name="name"
        label={text('titleName')}
        defaultValue={values.name}
        autoComplete="organization"
      />
      <div className={`mb-5 last:mb-0 ${hidden}`}>
        <TextInput
          name="taxpayerId"
          label={text('taxpayerId')}
          help={text('taxpayerIdHelp')}
          defaultValue={values.taxpayerId}
          autoComplete="off"
          spellCheck={false}
        />
        <Checkbox
          name="formerNumber"
          label={text('formerNumber')}
          help={text('formerNumberHelp')}
          defaultChecked={isFormerNumber(values.taxpayerId)}
        />
        <TitleParticulars values={values} allFields={allFields} />
      </div>
    </>
  )
}

/** What stands on an invoice beside name and number. No authentication knows it, so it is asked for beside one. */
export async function TitleParticulars({ values, allFields }: { values: Particulars; allFields: boolean }) {
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  const needed = allFields ? {} : { optional: site('optional') }
  return particulars.map((name) => (
    <TextInput
      key={name}
      name={name}
      label={text(name)}
      {...needed}
      {...(allFields ? {} : { help: text('particularsHelp') })}
      defaultValue={values[name]}
      autoComplete="off"
    />
  ))
}
