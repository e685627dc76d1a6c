import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import type { Checked } from '@/lib/billing/invoice/preconditions.rules'
import { getTranslations } from '@/lib/web/translations'

const ways = {
  authenticated: '/account/authentication',
  title: '/invoices/information/new',
  address: '/invoices/addresses/new',
  amount: '/orders',
} as const

/** What has to be there before an application, each with the way to it. */
export async function StandingList({ checks }: { checks: readonly Checked[] }) {
  const text = await getTranslations('invoices')
  return (
    <Card title={text('before')}>
      <ul className="grid gap-2 text-13">
        {checks.map(({ name, met }) => (
          <li key={name} className="flex items-start gap-2">
            <Icon name={met ? 'circleCheck' : 'circleDashed'} className={met ? 'text-good' : 'text-wait'} />
            {met ? (
              <span>
                {text(`check.${name}`)} <span className="sr-only">{text('met')}</span>
              </span>
            ) : (
              <a href={ways[name]} className="link">
                {text(`check.${name}`)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
