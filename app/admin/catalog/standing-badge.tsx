import { Badge, type Tone } from '@/components/ui/badge'
import type { IconName } from '@/components/ui/icon'
import type { Standing } from '@/lib/billing/catalog/catalog.rules'
import { getTranslations } from '@/lib/web/translations'

const looks: Record<Standing, { tone: Tone; icon: IconName }> = {
  planned: { tone: 'run', icon: 'calendar' },
  'in-force': { tone: 'good', icon: 'check' },
  former: { tone: 'idle', icon: 'x' },
}

/** Where a price or an agreement stands today. */
export async function StandingBadge({ standing }: { standing: Standing }) {
  const text = await getTranslations('admin.standing')
  return <Badge {...looks[standing]}>{text(standing)}</Badge>
}
