import { findStaff } from '@/lib/auth/guards'
import { keepReadTemplate } from '@/lib/billing/invoice/keep-template.flow'
import { InvalidInput } from '@/lib/kernel/refusal'
import { addressOf } from '@/lib/web/search-params'
import { answerSentForm, filesOf, textOf } from '@/lib/web/sent-form'

const MOST_BYTES = 4 * 1024 * 1024
const PATH = '/admin/invoices/workbooks'

/** Takes the tax bureau's blank workbook of a seller. */
export async function POST(request: Request): Promise<Response> {
  return answerSentForm({
    name: 'invoices.template',
    request,
    who: findStaff,
    mostBytes: MOST_BYTES,
    page: (form) => addressOf(PATH, { seller: textOf(form, 'sellerId'), form: 'template' }),
    work: async (actor, form) => {
      const [file] = await filesOf(form, 'workbook')
      if (!file) throw new InvalidInput({ file: 'workbook-required' })
      const { sellerId } = await keepReadTemplate(actor, { sellerId: textOf(form, 'sellerId'), ...file })
      return addressOf(PATH, { seller: sellerId, done: 'template' })
    },
  })
}
