import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { mails } from '@/db/schema/mail'
import { orders } from '@/db/schema/order'
import type { SystemActor } from '@/lib/auth/actor'
import type { Recipient } from '@/lib/billing/account/account.queries'
import { keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'
import type { Attachment } from './mail-kind'

export type MailRow = { id: string; at: Date; toEmail: string; subject: string; kind: string }
export type MailView = MailRow & {
  locale: 'en' | 'zh-CN'
  text: string
  html: string
  attachments: readonly Attachment[]
}
export type MailToDeliver = MailView & { key: string; sentAt: Date | null }

const columns = {
  id: mails.id,
  at: mails.recordedAt,
  toEmail: mails.toEmail,
  subject: mails.subject,
  kind: mails.kind,
}
const content = {
  ...columns,
  locale: mails.locale,
  text: mails.text,
  html: mails.html,
  attachments: sql<Attachment[]>`${mails.attachments}`,
}

/** Every mail, newest first: the demo's mailbox. Mails belong to no account, so only the system reads them. */
export async function listMails(actor: SystemActor, cursor: Cursor | null): Promise<Page<MailRow>> {
  return read(actor, async (tx) => {
    const { after, order } = keyset(cursor, mails.recordedAt, mails.id)
    const rows = await tx
      .select(columns)
      .from(mails)
      .where(after)
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return cutPage(rows, cursor)
  })
}

export async function getMail(actor: SystemActor, id: string): Promise<MailView> {
  const [row] = await read(actor, (tx) => tx.select(content).from(mails).where(eq(mails.id, id)))
  if (!row) throw notFound()
  return row
}

/** The mail written under a key; null before it is written. */
export async function findMailByKey(actor: SystemActor, key: string): Promise<MailToDeliver | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ ...content, key: mails.key, sentAt: mails.sentAt })
      .from(mails)
      .where(eq(mails.key, key)),
  )
  return row ?? null
}

/** Whom the mail of an order is for: the person who placed it; null for one disabled since. */
export async function findOrderReceiver(actor: SystemActor, orderId: string): Promise<Recipient | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ userId: users.id, email: users.email, name: users.name, locale: users.locale })
      .from(orders)
      .innerJoin(users, eq(users.id, orders.placedBy))
      .where(and(eq(orders.id, orderId), isNull(users.disabledAt))),
  )
  return row ?? null
}
