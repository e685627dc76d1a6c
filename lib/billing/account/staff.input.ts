import * as z from 'zod/mini'
import { called, email, id, locale } from './account.input'
import { maySeeOneSellerOnly, staffRoleNames } from './staff.rules'

const roles = z
  .array(z.enum(staffRoleNames, 'role-invalid'), 'roles-required')
  .check(z.minLength(1, 'roles-required'))

/** Empty in a form that binds nobody. */
const sellerId = z.pipe(
  z._default(z.union([z.literal(''), id], 'id-invalid'), ''),
  z.transform((chosen: string) => (chosen === '' ? null : chosen)),
)

const boundReviewersOnly = z.refine<{ roles: (typeof staffRoleNames)[number][]; sellerId: string | null }>(
  (form) => form.sellerId === null || maySeeOneSellerOnly(form.roles),
  { path: ['sellerId'], error: 'seller-for-reviewers' },
)

export const inviteColleagueInput = z
  .object({ email, name: called('person-name-required'), roles, sellerId, locale })
  .check(boundReviewersOnly)

export const changeStaffRolesInput = z.object({ userId: id, roles, sellerId }).check(boundReviewersOnly)

export const staffPersonInput = z.object({ userId: id })
