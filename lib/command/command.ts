import 'server-only'
import type * as z from 'zod/mini'
import type { Tx } from '@/db/client'
import { may, type Actor, type By } from '@/lib/auth/actor'
import { Refusal } from '@/lib/kernel/refusal'
import { metrics, timed } from '@/lib/web/metrics'
import { auditRow, writeRefusal, type AuditEntry } from './audit'
import { isWorthRepeating, refusalOf } from './constraint-refusals'
import { inTransaction } from './enter'
import { parseInput } from './parse-input'

/** What a write is given: its transaction, who asks, and business now, taken once. */
export type Context<A extends Actor = Actor> = { readonly tx: Tx; readonly actor: A; readonly now: Date }

type ActorOf<B extends By> = B extends 'system' | 'stranger'
  ? Extract<Actor, { kind: B }>
  : ActorOfPermission<B>
type ActorOfPermission<B> = B extends `admin.${string}`
  ? Extract<Actor, { kind: 'staff' }>
  : Extract<Actor, { kind: 'member' }>

export type CommandDefinition<B extends By, Input, Output, First> = {
  /** noun.verb: the audit log's word for it. */
  name: string
  by: B
  input: z.ZodMiniType<Input>
  /** What can be asked before the time is known: sent in one flight with BEGIN. `run` is given what it found. */
  first?(tx: Tx, input: NoInfer<Input>): Promise<First>
  run(context: Context<ActorOf<B>>, input: Input, found: First): Promise<Output>
  /** What the audit row says beside who, when and the command. Never a secret. Null where nothing was written. */
  audit(input: Input, output: Output): AuditEntry | null
}

export type Command<Input, Output> = {
  (actor: Actor, raw: unknown): Promise<Output>
  readonly commandName: string
  readonly by: By
  readonly input: z.ZodMiniType<Input>
}

const MOST_TRIES = 3

/**
 * The only way to write: permission → parse → transaction entered as the actor → first, run → audit row → commit.
 * Throws Refusal for every expected "no"; then nothing was written (a staff member's refusal is noted apart).
 */
export function command<const B extends By, Input, Output, First = undefined>(
  definition: CommandDefinition<B, Input, Output, First>,
): Command<Input, Output> {
  const execute = async (actor: Actor, raw: unknown): Promise<Output> => {
    try {
      if (!may(actor, definition.by)) throw new Refusal('actor.forbidden')
      const input = parseInput(definition.input, raw)
      return await attempt(definition, actor as ActorOf<B>, input)
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      if (actor.kind === 'staff') await writeRefusal(actor, definition.name, refusal.code)
      throw refusal
    }
  }
  const measured = (actor: Actor, raw: unknown) =>
    timed(metrics.commands, { command: definition.name }, () => execute(actor, raw))
  return Object.assign(measured, {
    commandName: definition.name,
    by: definition.by,
    input: definition.input,
  })
}

/** Runs the transaction; again where only another one stood in its way, since nothing of it was kept. */
async function attempt<B extends By, Input, Output, First>(
  definition: CommandDefinition<B, Input, Output, First>,
  actor: ActorOf<B>,
  input: Input,
): Promise<Output> {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction(
        actor,
        'read write',
        (tx, now, found: First) => definition.run({ tx, actor, now }, input, found),
        {
          first: (tx) => definition.first?.(tx, input),
          last: (output, now) => {
            const entry = definition.audit(input, output)
            return entry && auditRow(actor, definition.name, now, entry)
          },
        },
      )
    } catch (error) {
      if (!isWorthRepeating(error) || tries === MOST_TRIES) throw error
    }
  }
}
