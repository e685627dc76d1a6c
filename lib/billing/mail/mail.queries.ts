import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { products } from '@/db/schema/catalog'
import { mails } from '@/db/schema/mail'
import { orders } from '@/db/schema/order'
import { packages } from '@/db/schema/resource'
import type { SystemActor } from '@/lib/auth/actor'
import type { Recipient } from '@/lib/billing/account/account.queries'
import { keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { prepared } from '@/lib/command/prepared'
import { read, readAtOnce } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'
import type { Attachment } from './mail-kind'

export type MailRow = { id: string; at: Date; toEmail: string; subject: string; kind: string }
export type MailView = MailRow & {
  locale: 'en' | 'zh-CN'
  text: string
  html: string
  attachments: readonly Attachment[]
}
export type MailToDeliver = Omit<MailView, 'at' | 'kind' | 'locale'> & { key: string; sentAt: Date | null }

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

const mailByKey = prepared((tx) =>
  tx
    .select({
      id: mails.id,
      key: mails.key,
      sentAt: mails.sentAt,
      toEmail: mails.toEmail,
      subject: mails.subject,
      text: mails.text,
      html: mails.html,
      attachments: content.attachments,
    })
    .from(mails)
    .where(eq(mails.key, sql.placeholder('key')))
    .prepare('mail_by_key'),
)

/** The mail written under a key; null before it is written. */
export async function findMailByKey(actor: SystemActor, key: string): Promise<MailToDeliver | null> {
  const [[row]] = await readAtOnce(actor, (tx) => [mailByKey(tx, { key })])
  return row ?? null
}

const receiver = { userId: users.id, email: users.email, name: users.name, locale: users.locale }

/** Whom the mail of an order is for: the person who placed it; null for one disabled since. */
export async function findOrderReceiver(actor: SystemActor, orderId: string): Promise<Recipient | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select(receiver)
      .from(orders)
      .innerJoin(users, eq(users.id, orders.placedBy))
      .where(and(eq(orders.id, orderId), isNull(users.disabledAt))),
  )
  return row ?? null
}

const paidOrder = prepared((tx) =>
  tx
    .select({
      receiver,
      number: orders.number,
      kind: orders.kind,
      quantity: orders.quantity,
      amountFen: orders.amountFen,
      placedAt: orders.placedAt,
      paidAt: orders.paidAt,
      productNameEn: products.nameEn,
      productNameZh: products.nameZh,
      unitEn: products.unitEn,
      unitZh: products.unitZh,
      package: { units: packages.units, expiresAt: packages.expiresAt },
    })
    .from(orders)
    .innerJoin(users, eq(users.id, orders.placedBy))
    .innerJoin(products, eq(products.code, orders.productCode))
    .leftJoin(packages, eq(packages.orderId, orders.id))
    .where(and(eq(orders.id, sql.placeholder('orderId')), isNull(users.disabledAt)))
    .prepare('paid_order'),
)

/** An order with its receiver and the package it brought, if it is for one; null as above. */
export async function findPaidOrder(actor: SystemActor, orderId: string) {
  const [[row]] = await readAtOnce(actor, (tx) => [paidOrder(tx, { orderId })])
  return row ?? null
}
