import { getTranslations } from '@/lib/web/translations'

const OWN_WORDS = /^(channel-off|differs|missing|number-used|unsealed|voided)(?:: (.*))?$/

/** What stands in the way: in our words where the product found it, in the channel's own otherwise. For the office. */
export async function troubleWords() {
  const [text, what] = await Promise.all([
    getTranslations('admin.invoice.troubles'),
    getTranslations('admin.invoice.differing'),
  ])
  return (trouble: string) => {
    const [, key, named = ''] = OWN_WORDS.exec(trouble) ?? []
    return key ? text(key as 'differs', { what: what.has(named) ? what(named) : named }) : trouble
  }
}
