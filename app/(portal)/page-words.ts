import { cache } from 'react'
import { formatInstant, formatQuantity } from '@/lib/web/format'
import { currentLocale } from '@/lib/web/preferences'
import { getTranslations } from '@/lib/web/translations'

/** The language of the page, and how it says what the catalog names in both. */
export const pageWords = cache(async () => {
  const locale = await currentLocale()
  const inEnglish = locale === 'en'
  return {
    locale,
    nameOf: (product: { nameEn: string; nameZh: string }) => (inEnglish ? product.nameEn : product.nameZh),
    /** English counts without a word, Chinese never does. */
    unitsText: (units: bigint, { unitZh }: { unitZh: string }) =>
      formatQuantity(units, inEnglish ? undefined : unitZh),
    moment: (instant: Date) => formatInstant(instant, locale, undefined, { zoneName: true }),
  }
})

/** The names of what PageHeader draws by itself. */
export async function headerLabels() {
  const site = await getTranslations('site')
  return { menu: site('menu'), back: site('back'), breadcrumb: site('breadcrumb') }
}
