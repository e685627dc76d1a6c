'use server'

import { redirect } from 'next/navigation'
import { changeStaffRoles } from '@/lib/billing/account/change-staff-roles.command'
import { disableStaff } from '@/lib/billing/account/disable-staff.command'
import { enableStaff } from '@/lib/billing/account/enable-staff.command'
import { inviteColleague } from '@/lib/billing/account/invite-colleague.command'
import { staffRoleNames } from '@/lib/billing/account/staff.rules'
import { formAction } from '@/lib/web/form-action'
import { fieldsOf, tickedIn, type FormState } from '@/lib/web/form-state'
import { currentLocale } from '@/lib/web/preferences'

const shown = (done: string) => (output: { userId: string }) =>
  redirect(`/admin/staff/${output.userId}?done=${done}`)

const withRoles = (form: FormData) => ({ ...fieldsOf(form), roles: tickedIn(form, 'roles', staffRoleNames) })

const change = formAction(changeStaffRoles, { onDone: shown('roles'), input: withRoles })
const disable = formAction(disableStaff, { onDone: shown('disabled') })
const enable = formAction(enableStaff, { onDone: shown('enabled') })

/** The mail is written in the language of whoever invites, until the person chooses another. */
export async function inviteColleagueAction(state: unknown, form: FormData): Promise<FormState> {
  const locale = await currentLocale()
  const invite = formAction(inviteColleague, {
    onDone: shown('invited'),
    input: (filled) => ({ ...withRoles(filled), locale }),
  })
  return invite(state, form)
}

export async function changeStaffRolesAction(state: unknown, form: FormData): Promise<FormState> {
  return change(state, form)
}

export async function disableStaffAction(state: unknown, form: FormData): Promise<FormState> {
  return disable(state, form)
}

export async function enableStaffAction(state: unknown, form: FormData): Promise<FormState> {
  return enable(state, form)
}
