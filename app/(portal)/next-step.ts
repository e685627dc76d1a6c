import { listChannels } from '@/lib/billing/settlement/list-channels.flow'
import { getTranslations } from '@/lib/web/translations'

/** "Next: WeChat Pay, Alipay or Corporate payment", of those that are offered. */
export async function nextStep(): Promise<string> {
  const [recharge, channel] = await Promise.all([
    getTranslations('recharge'),
    getTranslations('words.channel'),
  ])
  const names = [...listChannels(), 'corporate' as const].map((name) => channel(name))
  const last = names.pop() ?? ''
  const channels = names.length > 0 ? `${names.join(recharge('comma'))}${recharge('or')}${last}` : last
  return recharge('next', { channels })
}
