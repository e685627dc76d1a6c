import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { FileInput } from '@/components/form/file-input'
import { SubmitButton } from '@/components/form/submit-button'
import type { MemberActor } from '@/lib/auth/actor'
import type { SubmissionView } from '@/lib/billing/authentication/authentication.queries'
import { isFormerNumber } from '@/lib/billing/authentication/former-number.rules'
import { ACCEPTED, MOST_BYTES, MOST_MEGABYTES } from '@/lib/billing/file/file.rules'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { submitAuthenticationAction } from './actions'
import { CheckedText } from './checked-text'
import type { CheckedField } from './judged'

/** Takes the picture; where no script runs it takes the whole form and submits it. */
const FILES = '/api/files'

const SENTENCES: Record<CheckedField, readonly string[]> = {
  companyName: ['licence-name-required', 'licence-name-letters', 'name-too-long'],
  personName: ['person-name-required', 'person-name-letters', 'name-too-long'],
  taxpayerId: [
    'taxpayer-id-empty',
    'taxpayer-id-length',
    'taxpayer-id-letter',
    'taxpayer-id-structure',
    'taxpayer-id-check',
    'taxpayer-id-former-structure',
    'taxpayer-id-former-check',
  ],
  idNumber: ['id-number-empty', 'id-number-length', 'id-number-letter', 'id-number-date', 'id-number-check'],
}

/** What is asked of an enterprise or of a person; `before` is what was submitted the last time. */
export async function SubmissionForm({
  actor,
  before,
}: {
  actor: MemberActor
  before: SubmissionView | null
}) {
  const [text, site] = await Promise.all([getTranslations('authentication'), getTranslations('site')])
  const enterprise = actor.accountKind === 'enterprise'
  return (
    <ActionForm
      action={submitAuthenticationAction}
      {...(enterprise ? { native: FILES } : {})}
      summaryTitle={site('summary')}
      className="max-w-[480px]"
    >
      <input type="hidden" name="kind" value={actor.accountKind} />
      {/* Born here: pressing twice submits once. */}
      <input type="hidden" name="authenticationId" value={newId()} />
      {enterprise ? <EnterpriseFields before={before} /> : <PersonFields before={before} />}
      <SubmitButton size={40}>{text('submit')}</SubmitButton>
    </ActionForm>
  )
}

async function EnterpriseFields({ before }: { before: SubmissionView | null }) {
  const [text, upload, refusals] = await Promise.all([
    getTranslations('authentication'),
    getTranslations('pay.transfer'),
    getTranslations('refusals.file'),
  ])
  return (
    <>
      <noscript>
        <style>{'.drop span,.drop svg{display:none}.drop input{position:static;opacity:1}'}</style>
      </noscript>
      <input type="hidden" name="purpose" value="licence" />
      <CheckedText
        field="companyName"
        name="legalName"
        label={text('licenceName')}
        help={text('licenceNameHelp')}
        defaultValue={before?.legalName ?? ''}
        sentences={await sentencesOf('companyName')}
        autoComplete="organization"
      />
      <CheckedText
        field="taxpayerId"
        name="taxpayerId"
        label={text('taxpayerId')}
        help={text('taxpayerIdHelp')}
        defaultValue={before?.taxpayerId ?? ''}
        sentences={await sentencesOf('taxpayerId')}
        autoComplete="off"
      />
      <Checkbox
        name="formerNumber"
        label={text('formerNumber')}
        help={text('formerNumberHelp')}
        defaultChecked={isFormerNumber(before?.taxpayerId ?? null)}
      />
      <FileInput
        name="licenceId"
        label={text('licence')}
        help={text('licenceHelp', { most: MOST_MEGABYTES })}
        accept={ACCEPTED}
        mostBytes={MOST_BYTES}
        address={FILES}
        purpose="licence"
        labels={{
          choose: upload('choose'),
          remove: upload('remove'),
          uploading: upload('uploading'),
          failed: upload('failed'),
          tooLarge: refusals('too-large', { most: MOST_MEGABYTES }),
        }}
      />
    </>
  )
}

async function PersonFields({ before }: { before: SubmissionView | null }) {
  const text = await getTranslations('authentication')
  return (
    <>
      <CheckedText
        field="personName"
        name="legalName"
        label={text('name')}
        help={text('nameHelp')}
        defaultValue={before?.legalName ?? ''}
        sentences={await sentencesOf('personName')}
        autoComplete="name"
      />
      <CheckedText
        field="idNumber"
        name="idNumber"
        label={text('idNumber')}
        help={text('idNumberHelp')}
        defaultValue=""
        sentences={await sentencesOf('idNumber')}
        autoComplete="off"
      />
    </>
  )
}

async function sentencesOf(field: CheckedField): Promise<Record<string, string>> {
  const [wrong, doubt] = await Promise.all([
    getTranslations('fields'),
    getTranslations('authentication.warning'),
  ])
  return {
    ...Object.fromEntries(SENTENCES[field].map((key) => [key, wrong(key)])),
    'former-number': doubt('former-number'),
    'organisation-code': doubt('organisation-code'),
    'outside-gbk': doubt('outside-gbk', { characters: '%' }),
  }
}
