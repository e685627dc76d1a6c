import 'server-only'
import { may, type Actor } from '@/lib/auth/actor'
import { parseInput } from '@/lib/command/parse-input'
import { Refusal } from '@/lib/kernel/refusal'
import { keepTemplate } from './keep-template.command'
import { readTemplate } from './read-template.flow'
import { keepTemplateInput } from './workbook.input'

/** Keeps the blank workbook that later ones are made from, after looking whether it can be filled. */
export async function keepReadTemplate(actor: Actor, raw: unknown): Promise<{ sellerId: string }> {
  if (!may(actor, keepTemplate.by)) throw new Refusal('actor.forbidden')
  const { content } = parseInput(keepTemplateInput, raw)
  readTemplate(content)
  return keepTemplate(actor, raw)
}
