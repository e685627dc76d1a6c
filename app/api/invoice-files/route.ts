import { findStaff } from '@/lib/auth/guards'
import { addOfficialFiles } from '@/lib/billing/invoice/add-files.flow'
import { isId } from '@/lib/kernel/id'
import { answerSentForm, filesOf, textOf } from '@/lib/web/sent-form'

/** What a platform lets through at once is less; there they come in several rounds. */
const MOST_BYTES = 32 * 1024 * 1024

/** The page that sent the files: an application's, or that of the workbooks. */
function pageOf(form: FormData | null): string {
  const id = textOf(form, 'applicationId')
  return isId(id) ? `/admin/invoices/${id}` : '/admin/invoices/workbooks?form=files'
}

/** Takes official files of issued invoices, several at once, each known by its number. */
export async function POST(request: Request): Promise<Response> {
  return answerSentForm({
    name: 'invoices.files',
    request,
    who: findStaff,
    mostBytes: MOST_BYTES,
    page: pageOf,
    work: async (actor, form) => {
      await addOfficialFiles(actor, await filesOf(form, 'files'))
      const page = pageOf(form)
      return `${page}${page.includes('?') ? '&' : '?'}done=files`
    },
  })
}
