import 'server-only'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { sendingAddresses, titles } from '@/db/schema/invoice'
import type { MemberActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'

export type TitleView = typeof titles.$inferSelect
export type AddressView = typeof sendingAddresses.$inferSelect

/** The titles of the account, the default one first. There are a hundred at most. */
export async function listTitles(actor: MemberActor): Promise<TitleView[]> {
  return read(actor, (tx) =>
    tx
      .select()
      .from(titles)
      .where(isNull(titles.deletedAt))
      .orderBy(desc(titles.isDefault), desc(titles.createdAt), desc(titles.id)),
  )
}

/** Not found for a deleted one and for another account's. */
export async function getTitle(actor: MemberActor, id: string): Promise<TitleView> {
  const [row] = await read(actor, (tx) =>
    tx
      .select()
      .from(titles)
      .where(and(eq(titles.id, id), isNull(titles.deletedAt))),
  )
  if (!row) throw notFound()
  return row
}

/** The sending addresses of the account, the default one first. There are a hundred at most. */
export async function listAddresses(actor: MemberActor): Promise<AddressView[]> {
  return read(actor, (tx) =>
    tx
      .select()
      .from(sendingAddresses)
      .where(isNull(sendingAddresses.deletedAt))
      .orderBy(desc(sendingAddresses.isDefault), desc(sendingAddresses.createdAt), desc(sendingAddresses.id)),
  )
}

export async function getAddress(actor: MemberActor, id: string): Promise<AddressView> {
  const [row] = await read(actor, (tx) =>
    tx
      .select()
      .from(sendingAddresses)
      .where(and(eq(sendingAddresses.id, id), isNull(sendingAddresses.deletedAt))),
  )
  if (!row) throw notFound()
  return row
}
