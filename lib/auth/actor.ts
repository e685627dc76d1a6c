import {
  isStaffPermission,
  memberMay,
  staffMay,
  type MemberRole,
  type Permission,
  type StaffRole,
} from './permissions'

export type Locale = 'en' | 'zh-CN'

declare const proven: unique symbol
/** Only this file can brand an actor, and it does so from rows just read: no literal can forge one. */
type Proven = { readonly [proven]: true }

type Person = { userId: string; sessionId: string; name: string; email: string; locale: Locale }

export type MemberActor = Proven &
  Person & {
    kind: 'member'
    accountId: string
    accountName: string
    accountKind: 'enterprise' | 'individual'
    role: MemberRole
    emailVerified: boolean
  }
export type StaffActor = Proven &
  Person & { kind: 'staff'; roles: readonly StaffRole[]; sellerId: string | null }
/** The scheduler, a gateway's verified notice, a job. */
export type SystemActor = Proven & { kind: 'system' }
/** Somebody who is not signed in: may sign up, sign in, reset a password, and nothing else. */
export type StrangerActor = Proven & { kind: 'stranger' }

export type Actor = MemberActor | StaffActor | SystemActor | StrangerActor

export const SYSTEM = { kind: 'system' } as SystemActor
export const STRANGER = { kind: 'stranger' } as StrangerActor

export function memberActor(row: Omit<MemberActor, 'kind' | typeof proven>): MemberActor {
  return { ...row, kind: 'member' } as MemberActor
}

export function staffActor(row: Omit<StaffActor, 'kind' | typeof proven>): StaffActor {
  return { ...row, kind: 'staff' } as StaffActor
}

/** Whom a command is for: holders of a permission, the system's own jobs, or anybody at the door. */
export type By = Permission | 'system' | 'stranger'

/** Whether this actor may run a command that is `by` this. The system may do nothing in a person's name. */
export function may(actor: Actor, by: By): boolean {
  if (by === 'system' || by === 'stranger') return actor.kind === by
  if (isStaffPermission(by)) return actor.kind === 'staff' && staffMay(actor, by)
  return actor.kind === 'member' && memberMay(actor.role, by)
}
