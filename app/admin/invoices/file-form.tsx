import type { ReactNode } from 'react'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { getTranslations } from '@/lib/web/translations'

export type FileFormProps = {
  /** The route that takes it; it leads back here with what was wrong. */
  action: string
  name: string
  label: string
  help: ReactNode
  accept: string
  multiple?: boolean
  problem: string | undefined
  submit: string
  primary?: boolean
  hidden: Readonly<Record<string, string>>
}

/** A form with files that is sent as it is, with or without script. */
export async function FileForm(props: FileFormProps) {
  const { action, name, label, help, accept, multiple, problem, submit, primary, hidden } = props
  const site = await getTranslations('site')
  return (
    <form action={action} method="post" encType="multipart/form-data">
      {problem ? (
        <p role="alert" className="sr-only">
          {site('summary')} {problem}
        </p>
      ) : null}
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <TextInput
        name={name}
        label={label}
        help={help}
        error={problem}
        type="file"
        accept={accept}
        multiple={multiple ?? false}
      />
      <SubmitButton variant={primary ? 'primary' : 'secondary'} size={36}>
        {submit}
      </SubmitButton>
    </form>
  )
}
