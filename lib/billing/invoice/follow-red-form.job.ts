import 'server-only'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import { followRedForm } from './correct-invoice.flow'

/** The step that a hint has brought forward; the sweep takes the others. */
export async function followStaged({ formId }: Readonly<Record<string, string>>): Promise<void> {
  if (formId) await followRedForm(formId, findInvoiceChannel)
}
