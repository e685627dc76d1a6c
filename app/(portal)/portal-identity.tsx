import { Identity, SecurityLink } from '@/components/shell/identity'
import type { MemberActor } from '@/lib/auth/actor'
import { listMemberships } from '@/lib/auth/guards'
import { getTranslations } from '@/lib/web/translations'
import { switchAccountAction } from './actions'

/** Account, role and person; the way to one's own security, and for members of several accounts to the others. */
export async function PortalIdentity({ actor }: { actor: MemberActor }) {
  const portal = await getTranslations('portal')
  const others = (await listMemberships()).filter((one) => one.accountId !== actor.accountId)
  const face = {
    initial: initialOf(actor.accountName),
    name: actor.accountName,
    facts: `${portal(`role.${actor.role}`)} · ${actor.name}`,
  }
  return (
    <Identity {...face}>
      <SecurityLink href="/account/security" label={portal('security')} />
      {others.length === 0 ? null : (
        <>
          <p className="mt-1 border-t px-2.5 pt-2.5 pb-1.5 text-12 text-text-3">{portal('switchAccount')}</p>
          <form action={switchAccountAction}>
            {others.map((one) => (
              <button
                key={one.accountId}
                name="accountId"
                value={one.accountId}
                className="menu-item max-lg:min-h-11"
              >
                <span className="min-w-0">
                  <span className="block truncate font-semibold">{one.accountName}</span>
                  <span className="block text-12 text-text-3">{portal(`role.${one.role}`)}</span>
                </span>
              </button>
            ))}
          </form>
        </>
      )}
    </Identity>
  )
}

const LEGAL_PLACE = /^(北京|上海|天津|重庆|广州|深圳|杭州|南京|成都|武汉|苏州)市?(?=..)/

/** The first character that tells one company from the next: in China names begin with the city. */
function initialOf(name: string): string {
  const [first = ''] = name.replace(LEGAL_PLACE, '')
  return first.toUpperCase()
}
