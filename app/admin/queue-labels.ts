import { getTranslations } from '@/lib/web/translations'

/** The words beside the keys of a queue. */
export async function queueLabels() {
  const text = await getTranslations('admin.keys')
  return { move: text('move'), open: text('open'), search: text('search') }
}
