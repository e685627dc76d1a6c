import { findStaff } from '@/lib/auth/guards'
import { readList } from '@/lib/billing/invoice/read-list.flow'
import { InvalidInput } from '@/lib/kernel/refusal'
import { addressOf } from '@/lib/web/search-params'
import { answerSentForm, filesOf, textOf } from '@/lib/web/sent-form'

const MOST_BYTES = 4 * 1024 * 1024

/** Takes a list of the tax bureau's: what failed to import, or what was issued. */
export async function POST(request: Request): Promise<Response> {
  return answerSentForm({
    name: 'invoices.list',
    request,
    who: findStaff,
    mostBytes: MOST_BYTES,
    page: (form) =>
      addressOf('/admin/invoices/workbooks', { seller: textOf(form, 'sellerId'), form: 'list' }),
    work: async (actor, form) => {
      const [file] = await filesOf(form, 'list')
      if (!file) throw new InvalidInput({ file: 'workbook-required' })
      const { listId } = await readList(actor, {
        listId: textOf(form, 'listId'),
        sellerId: textOf(form, 'sellerId'),
        ...file,
      })
      return `/admin/invoices/lists/${listId}`
    },
  })
}
