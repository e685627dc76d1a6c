import { MOST_MEGABYTES } from '@/lib/billing/file/file.rules'
import { refusalCodes } from '@/lib/kernel/refusal'
import { getTranslations } from '@/lib/web/translations'

/** The sentence that an address names, as the route that takes files leads back with; null for anything else. */
export async function problemIn(named: string | undefined): Promise<string | null> {
  const [fields, refusals] = await Promise.all([getTranslations('fields'), getTranslations('refusals')])
  if (named && /^(licence|taxpayer|name|account)-[a-z-]+$/.test(named) && fields.has(named))
    return fields(named)
  const code = refusalCodes.find(
    (one) => one === named && /^(actor|authentication|file|throttle)\./.test(one),
  )
  return code ? refusals(code, { most: MOST_MEGABYTES }) : null
}
