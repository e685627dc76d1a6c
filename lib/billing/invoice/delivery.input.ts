import * as z from 'zod/mini'
import { emailProblem } from './contact.rules'
import { id } from './invoice.input'

const email = z.string().check((context) => {
  const problem = emailProblem(context.value)
  if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
})

export const sendInvoicesInput = z.object({
  /** Born at the form: pressing twice sends once. */
  sendId: id,
  applicationId: id,
  email,
})

export const sendToMyselfInput = z.object({ sendId: id, applicationId: id })
export const downloadLinkInput = z.object({ linkId: id })
export const useLinkInput = z.object({ hash: z.string(), format: z.enum(['pdf', 'ofd', 'xml']) })
