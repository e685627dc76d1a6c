import { pageWords } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { listSentLinks, type SentLink } from '@/lib/billing/invoice/delivery.queries'
import { MOST_DOWNLOADS, SENDS_A_DAY } from '@/lib/billing/invoice/download-link.rules'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { revokeLinkAction, sendInvoicesAgainAction } from '../actions'
import { FileForm } from '../file-form'

type DeliveriesProps = {
  actor: StaffActor
  application: ApplicationView
  decides: boolean
  problem: string | undefined
}

/** To whom an application's electronic invoices were sent, and how often each link was used; **Send again**, and files. */
export async function Deliveries({ actor, application, decides, problem }: DeliveriesProps) {
  if (!isElectronic(application.kind)) return null
  if (!application.invoices.some(({ status }) => status !== 'pending')) return null
  const text = await getTranslations('admin.invoice')
  const links = await listSentLinks(actor, application.id)
  const sendable = application.invoices.some(({ files }) => files.length > 0)
  return (
    <>
      <Section title={text('deliveries')} small>
        {links.length > 0 ? (
          <DataTable
            caption={text('deliveries')}
            columns={await linkColumns(application.id, decides)}
            rows={links}
            rowKey={({ id }) => id}
            twoLine
          />
        ) : (
          <p className="text-13 text-text-2">{text('noDeliveries')}</p>
        )}
        {decides && sendable ? <SendAgain key={links.length} application={application} /> : null}
      </Section>
      {decides ? (
        <Section title={text('addFiles')} small>
          <div className="max-w-[480px]">
            <FileForm
              action="/api/invoice-files"
              name="files"
              label={text('files')}
              help={text('addFilesNote')}
              accept=".pdf,.ofd,.xml,application/pdf,application/xml"
              multiple
              problem={problem}
              submit={text('add')}
              hidden={{ applicationId: application.id }}
            />
          </div>
        </Section>
      ) : null}
    </>
  )
}

async function SendAgain({ application }: { application: ApplicationView }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <div className="mt-4 max-w-[480px]">
      <ActionForm action={sendInvoicesAgainAction} summaryTitle={site('summary')}>
        <input type="hidden" name="sendId" value={newId()} />
        <input type="hidden" name="applicationId" value={application.id} />
        <TextInput
          name="email"
          label={text('email')}
          help={text('sendAgainHelp', { most: SENDS_A_DAY.staff })}
          defaultValue={application.delivery.email}
          inputMode="email"
          autoComplete="off"
        />
        <SubmitButton variant="secondary" size={36}>
          {text('sendAgain')}
        </SubmitButton>
      </ActionForm>
    </div>
  )
}

async function linkColumns(applicationId: string, decides: boolean): Promise<Column<SentLink>[]> {
  const [text, { moment }] = await Promise.all([getTranslations('admin.invoice'), pageWords()])
  return [
    {
      key: 'to',
      header: text('sentTo'),
      phone: 'title',
      cell: ({ sentTo, number }) => (
        <>
          {sentTo}
          <span className="under">{number}</span>
        </>
      ),
    },
    {
      key: 'sent',
      header: text('sentAt'),
      phone: 'line',
      cell: ({ createdAt, sentBy }) => (
        <>
          {moment(createdAt)}
          <span className="under">{sentBy ?? text('bySystem')}</span>
        </>
      ),
    },
    {
      key: 'link',
      header: text('link'),
      phone: 'line',
      cell: ({ state, expiresAt, downloads }) => (
        <>
          {text(`linkState.${state}`, { moment: moment(expiresAt) })}
          <span className="under">
            {text('downloads')} {text('downloadsOf', { count: downloads, most: MOST_DOWNLOADS })}
          </span>
        </>
      ),
    },
    {
      key: 'revoke',
      header: text('revoke'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: ({ id, state, sentTo }) =>
        decides && state === 'open' ? (
          <RevokeForm applicationId={applicationId} linkId={id} to={sentTo} />
        ) : (
          <Nothing />
        ),
    },
  ]
}

async function RevokeForm({
  applicationId,
  linkId,
  to,
}: {
  applicationId: string
  linkId: string
  to: string
}) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <ActionForm action={revokeLinkAction} summaryTitle={site('summary')}>
      <input type="hidden" name="applicationId" value={applicationId} />
      <input type="hidden" name="linkId" value={linkId} />
      <SubmitButton variant="secondary" size={32}>
        {text('revoke')}
        <span className="sr-only"> {to}</span>
      </SubmitButton>
    </ActionForm>
  )
}
