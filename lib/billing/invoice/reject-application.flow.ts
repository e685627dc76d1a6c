import 'server-only'
import { may, type Actor } from '@/lib/auth/actor'
import { parseInput } from '@/lib/command/parse-input'
import { Refusal } from '@/lib/kernel/refusal'
import { checkGivenUp } from './check-given-up.flow'
import { rejectApplication } from './reject-application.command'

/** Rejects an application; one whose issuing failed only after its channel has confirmed that. */
async function reject(actor: Actor, raw: unknown) {
  if (!may(actor, rejectApplication.by) || actor.kind !== 'staff') throw new Refusal('actor.forbidden')
  const { applicationId } = parseInput(rejectApplication.input, raw)
  await checkGivenUp(actor, applicationId)
  return rejectApplication(actor, raw)
}

export const rejectOrGiveUp = Object.assign(reject, {
  commandName: rejectApplication.commandName,
  by: rejectApplication.by,
})
