import 'server-only'
import { eq } from 'drizzle-orm'
import { redForms } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { tellRedFormInput } from './correction.input'
import { lockForm } from './correction.load'
import { finishRed } from './finish-red.step'
import { tellForm } from './tell-red-form.step'

/**
 * What a channel said of a form it was asked for or about. The same answer twice has one effect, and an answer about a
 * form that is over has none.
 */
export const tellRedForm = command({
  name: 'correction.tell-form',
  by: 'system',
  input: tellRedFormInput,
  async run({ tx, now }, { formId, told }) {
    const locked = await lockForm(tx, formId)
    const { application, correction, form } = locked
    const outcome = { application, correction, standing: 'nothing' as string }
    if (!form.live || (form.nextQueryAt === null && form.state !== 'applying')) return outcome
    switch (told.kind) {
      case 'taken':
        await tx.update(redForms).set({ channelSerial: told.serial }).where(eq(redForms.id, formId))
        return outcome
      case 'refused':
        return { ...outcome, standing: await tellForm(tx, locked, failed(told.why), now) }
      case 'withdrawn':
        return { ...outcome, standing: await tellForm(tx, locked, withdrawn(form.formNumber), now) }
      case 'form': {
        const standing = await tellForm(tx, locked, told, now)
        if (told.red) await finishRed(tx, locked, told.red, { userId: null, now })
        return { ...outcome, standing }
      }
    }
  },
  audit: ({ told }, { application, correction, standing }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, told: told.kind, standing },
  }),
})

const failed = (why: string) => ({ state: 'failed' as const, formNumber: null, expiresAt: null, why })
const withdrawn = (formNumber: string | null) => ({
  state: '08' as const,
  formNumber,
  expiresAt: null,
  why: null,
})
