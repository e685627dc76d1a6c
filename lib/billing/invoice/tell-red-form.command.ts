import 'server-only'
import { eq, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { redForms } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { tellRedFormInput, type ToldForm } from './correction.input'
import { lockForm, type LockedForm, type RedForm } from './correction.load'
import { askAfterSeconds, standingOf } from './correction.rules'
import { placeRed } from './place-red.step'
import { tellForm } from './tell-red-form.step'

/**
 * What a channel said of a form it was asked for or about. The same answer twice has one effect, and an answer about a
 * form that nobody asks about any more has none.
 */
export const tellRedForm = command({
  name: 'correction.tell-form',
  by: 'system',
  input: tellRedFormInput,
  async run({ tx, now }, { formId, told }) {
    const locked = await lockForm(tx, formId)
    const { application, correction, form } = locked
    const over = form.nextQueryAt === null && form.state !== 'applying'
    const standing = over ? 'nothing' : await tell(tx, locked, told, now)
    return { application, correction, standing }
  },
  audit: ({ told }, { application, correction, standing }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, told: told.kind, standing },
  }),
})

async function tell(tx: Tx, locked: LockedForm, told: ToldForm, now: Date): Promise<string> {
  const { form } = locked
  if (told.kind === 'form' && told.red)
    return placeRed(tx, locked, { ...told, red: told.red }, { now, userId: null })
  if (!form.live) return leaveOver(tx, form, told)
  switch (told.kind) {
    case 'taken':
      await tx
        .update(redForms)
        .set({ channelSerial: told.serial, nextQueryAt: turnOver(form) })
        .where(eq(redForms.id, form.id))
      return 'nothing'
    case 'refused':
      return tellForm(tx, locked, failed(told.why), now)
    case 'withdrawn':
      return tellForm(tx, locked, withdrawn(form.formNumber), now)
    case 'form':
      return tellForm(tx, locked, told, now)
  }
}

/** The turn of the opening ends with its answer; what nobody asks about stays so. */
function turnOver({ queries }: RedForm): SQL {
  const soon = sql`now() + ${askAfterSeconds(queries)} * interval '1 second'`
  return sql`case when ${redForms.nextQueryAt} > ${soon} then ${soon} else ${redForms.nextQueryAt} end`
}

/** Looked at again, a form that is over is over still; one that is not after all is looked at until it is. */
async function leaveOver(tx: Tx, { id }: RedForm, told: ToldForm): Promise<string> {
  if (told.kind === 'form' && standingOf(told.state) !== 'void') return standingOf(told.state)
  await tx.update(redForms).set({ nextQueryAt: null }).where(eq(redForms.id, id))
  return 'nothing'
}

const failed = (why: string) => ({ state: 'failed' as const, formNumber: null, expiresAt: null, why })
const withdrawn = (formNumber: string | null) => ({
  state: '08' as const,
  formNumber,
  expiresAt: null,
  why: null,
})
