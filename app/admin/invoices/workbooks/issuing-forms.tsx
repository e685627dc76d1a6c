import { pageWords } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { Card } from '@/components/ui/card'
import { MOST_INVOICES } from '@/lib/billing/invoice/workbook.rules'
import type { getIssuing } from '@/lib/billing/invoice/workbook.queries'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { makeWorkbookAction } from '../actions'
import { FileForm } from '../file-form'

type IssuingFormsProps = {
  sellerId: string
  issuing: Awaited<ReturnType<typeof getIssuing>>
  problem: string | undefined
  /** The form that the problem is about. */
  at: 'template' | 'list' | 'files' | undefined
}

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The steps in their order: the blank workbook, the filled one, the lists that come back, the files. */
export async function IssuingForms({ sellerId, issuing, problem, at }: IssuingFormsProps) {
  const [text, invoice, site, { moment }] = await Promise.all([
    getTranslations('admin.workbook'),
    getTranslations('admin.invoice'),
    getTranslations('site'),
    pageWords(),
  ])
  const { template, waiting } = issuing
  return (
    <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
      <Card title={text('template')}>
        <p className="mb-4 text-13 text-text-2">
          {template
            ? text('templateKept', {
                name: template.name,
                moment: moment(template.uploadedAt),
                by: template.uploadedBy,
              })
            : text('noTemplate')}
        </p>
        <FileForm
          action="/api/invoice-templates"
          name="workbook"
          label={text('file')}
          help={text('fileHelp')}
          accept={XLSX}
          problem={at === 'template' ? problem : undefined}
          submit={text('upload')}
          hidden={{ sellerId }}
        />
      </Card>
      <Card title={text('waiting', { count: waiting })}>
        <p className="mb-4 text-13 text-text-2">{text('makeNote', { most: MOST_INVOICES })}</p>
        <ActionForm action={makeWorkbookAction} summaryTitle={site('summary')}>
          <input type="hidden" name="batchId" value={newId()} />
          <input type="hidden" name="sellerId" value={sellerId} />
          <SubmitButton variant="primary" size={36}>
            {text('make')}
          </SubmitButton>
        </ActionForm>
      </Card>
      <Card title={text('read')}>
        <p className="mb-4 text-13 text-text-2">{text('readNote')}</p>
        <FileForm
          action="/api/invoice-lists"
          name="list"
          label={text('listFile')}
          help={text('listHelp')}
          accept={XLSX}
          problem={at === 'list' ? problem : undefined}
          submit={text('readButton')}
          hidden={{ sellerId, listId: newId() }}
        />
      </Card>
      <Card title={invoice('addFiles')}>
        <FileForm
          action="/api/invoice-files"
          name="files"
          label={invoice('files')}
          help={invoice('addFilesNote')}
          accept=".pdf,.ofd,.xml,application/pdf,application/xml"
          multiple
          problem={at === 'files' ? problem : undefined}
          submit={invoice('add')}
          hidden={{}}
        />
      </Card>
    </div>
  )
}
