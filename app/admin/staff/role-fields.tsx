import { pageWords } from '@/app/(portal)/page-words'
import { CheckboxGroup } from '@/components/form/checkbox-group'
import { Select } from '@/components/form/select'
import type { StaffActor } from '@/lib/auth/actor'
import type { StaffRole } from '@/lib/auth/permissions'
import { staffRoleNames } from '@/lib/billing/account/staff.rules'
import { listSellers } from '@/lib/billing/catalog/seller.queries'
import { getTranslations } from '@/lib/web/translations'

type RoleFieldsProps = { actor: StaffActor; roles: readonly StaffRole[]; sellerId: string | null }

/** Roles, and the provider a reviewer is bound to. */
export async function RoleFields({ actor, roles, sellerId }: RoleFieldsProps) {
  const [admin, text, site, { nameOf }, sellers] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.person'),
    getTranslations('site'),
    pageWords(),
    listSellers(actor),
  ])
  // The platform's own applications are those of every reviewer who is bound to nobody.
  const providers = sellers.filter(({ id, isPlatform }) => !isPlatform || id === sellerId)
  return (
    <>
      <CheckboxGroup
        name="roles"
        legend={text('roles')}
        choices={staffRoleNames.map((role) => ({
          value: role,
          label: admin(`role.${role}`),
          note: text(`roleNote.${role}`),
          checked: roles.includes(role),
        }))}
      />
      <Select
        name="sellerId"
        label={text('boundTo')}
        optional={site('optional')}
        help={text('boundToHelp')}
        placeholder={text('boundToNobody')}
        options={providers.map((seller) => ({ value: seller.id, label: nameOf(seller) }))}
        defaultValue={sellerId ?? ''}
      />
    </>
  )
}
