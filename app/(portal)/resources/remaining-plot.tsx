import { BurnDown } from '@/components/chart/burn-down'
import type { PackageSpan } from '@/lib/billing/resource/resource.rules'
import { formatEndOfValidity, formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../page-words'
import { courseOf } from './remaining-course'

export type RemainingPlotProps = {
  resource: { name: string; unitZh: string }
  spans: readonly PackageSpan[]
  now: Date
}

/** What is left of a resource: up at each purchase, down at each expiry, dashed for what stays if nothing is used. */
export async function RemainingPlot({ resource, spans, now }: RemainingPlotProps) {
  const resources = await getTranslations('resources')
  const { locale, unitsText } = await pageWords()
  const { past, forecast, next, estimated } = courseOf(spans, now)
  const today = unitsText(BigInt(past.at(-1)?.left ?? 0), resource)
  const title = resources('remainingOf', { name: resource.name })
  const result = [
    next &&
      resources('nextExpiryIs', {
        units: unitsText(next.remainingUnits, resource),
        until: formatEndOfValidity(next.expiresAt),
      }),
    estimated && resources('drawnEvenly'),
  ]
    .filter(Boolean)
    .join(locale === 'en' ? ' ' : '')
  return (
    <BurnDown
      title={title}
      {...(result ? { result } : {})}
      name={resources('plotName', { name: resource.name, units: today })}
      points={past}
      {...(forecast ? { forecast } : {})}
      purchases={notable(spans).map((span) => ({
        at: span.validFrom,
        label: `+${formatQuantity(span.units)}`,
      }))}
      todayLabel={resources('today', { units: formatQuantity(past.at(-1)?.left ?? 0) })}
      locale={locale}
      labels={{
        showAsTable: resources('showAsTable'),
        day: resources('day'),
        left: resources('remaining'),
        empty: resources('plotEmpty'),
      }}
    />
  )
}

/** Purchases large enough that their step can be seen beside the others. */
function notable(spans: readonly PackageSpan[]): PackageSpan[] {
  const all = spans.reduce((sum, span) => sum + span.units, 0n)
  return spans.filter((span) => span.units * 5n >= all)
}
