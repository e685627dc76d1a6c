import { MOST_MEGABYTES } from '@/lib/billing/file/file.rules'
import { refusalCodes } from '@/lib/kernel/refusal'
import { getTranslations } from '@/lib/web/translations'

/** The sentence of a refusal that an address names, as the route that takes vouchers leads back; null for anything else. */
export async function refusalIn(named: string | undefined): Promise<string | null> {
  if (named === 'voucher-required') return (await getTranslations('fields'))(named)
  const code = refusalCodes.find((one) => one === named && /^(file|order|transfer|throttle)\./.test(one))
  return code ? (await getTranslations('refusals'))(code, { most: MOST_MEGABYTES }) : null
}
