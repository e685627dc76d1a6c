import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { findSession, type LiveSession, type Membership } from '@/lib/billing/account/account.queries'
import { SESSION_TOUCH_SECONDS } from '@/lib/billing/account/account.rules'
import { touchSession } from '@/lib/billing/account/touch-session.command'
import { systemNow } from '@/lib/command/clock'
import { addSeconds } from '@/lib/kernel/calendar'
import { isId } from '@/lib/kernel/id'
import { describeError, log } from '@/lib/web/log'
import { requestPath } from '@/lib/web/request-context'
import { memberActor, staffActor, STRANGER, type MemberActor, type StaffActor } from './actor'
import { memberMay, staffMay, type MemberPermission, type StaffPermission } from './permissions'
import { readSessionCookie } from './session-cookie'

/**
 * Who is asking, read anew from the database once per request: what was ended, disabled or changed counts from the
 * next request on, whatever the token says. Null for somebody who is not signed in.
 */
export const findPerson = cache(async (): Promise<LiveSession | null> => {
  const claims = await readSessionCookie()
  if (!claims || !isId(claims.sid)) return null
  const session = await findSession(STRANGER, claims.sid)
  if (session?.userId !== claims.userId) return null
  noteUse(session)
  return session
})

/** After the answer, so that nobody waits for it; a session that could not be noted is still one. */
function noteUse({ sessionId, userId, lastUsedAt }: LiveSession): void {
  if (lastUsedAt > addSeconds(systemNow(), -SESSION_TOUCH_SECONDS)) return
  after(() =>
    touchSession(STRANGER, { sessionId, userId }).catch((error: unknown) =>
      log.warn({ command: touchSession.commandName, error: describeError(error) }, 'a session was not noted'),
    ),
  )
}

/** The person as a member of the account the session works for, else of their first account: one object a request. */
export const findMember = cache(async (): Promise<MemberActor | null> => {
  const person = await findPerson()
  const membership = person && currentMembership(person)
  return membership ? memberActor({ ...personOf(person), ...partOf(membership) }) : null
})

export const findStaff = cache(async (): Promise<StaffActor | null> => {
  const person = await findPerson()
  return person?.staff ? staffActor({ ...personOf(person), ...person.staff }) : null
})

/** The person on the side they belong to; staff who are members as well count as staff. */
export async function findActor(): Promise<MemberActor | StaffActor | null> {
  return (await findStaff()) ?? (await findMember())
}

/** The accounts the person may work for, the first one first. */
export async function listMemberships(): Promise<readonly Membership[]> {
  return (await findPerson())?.memberships ?? []
}

/** First line of every portal page. Leads to the sign-in page; not found without the right or on the wrong side. */
export async function requireMember(permission: MemberPermission = 'portal.read'): Promise<MemberActor> {
  await requirePerson()
  const actor = await findMember()
  if (!actor || !memberMay(actor.role, permission)) notFound()
  return actor
}

/** First line of every page of the back office; see `requireMember`. */
export async function requireStaff(permission: StaffPermission): Promise<StaffActor> {
  await requirePerson()
  const actor = await findStaff()
  if (!actor || !staffMay(actor, permission)) notFound()
  return actor
}

/** Somebody who is signed in, on whichever side; leads to the sign-in page otherwise. */
export async function requirePerson(): Promise<LiveSession> {
  const person = await findPerson()
  if (!person) redirect(signInPath(await requestPath()))
  return person
}

/** Where to sign in and come back from. */
export function signInPath(next: string): string {
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

function currentMembership({ accountId, memberships }: LiveSession): Membership | null {
  return memberships.find((one) => one.accountId === accountId) ?? memberships[0] ?? null
}

function personOf({ userId, sessionId, name, email, locale, emailVerified }: LiveSession) {
  return { userId, sessionId, name, email, locale, emailVerified }
}

function partOf({ accountId, accountName, accountKind, role }: Membership) {
  return { accountId, accountName, accountKind, role }
}
