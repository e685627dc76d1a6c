'use server'

import { redirect } from 'next/navigation'
import { requestArchive } from '@/lib/billing/invoice/request-archive.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const request = formAction(requestArchive, { onDone: () => redirect('/invoices/archives') })

export async function requestArchiveAction(state: unknown, form: FormData): Promise<FormState> {
  return request(state, form)
}
