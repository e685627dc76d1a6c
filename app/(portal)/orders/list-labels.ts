import { getTranslations } from '@/lib/web/translations'

/** The words that every list page of the portal shares. */
export async function listLabels() {
  const list = await getTranslations('list')
  return {
    all: list('all'),
    apply: list('apply'),
    clear: list('clear'),
    filters: list('filters'),
    zone: list('zone'),
    pager: { newer: list('newer'), older: list('older'), nav: list('pages') },
    perPage: (count: number) => list('perPage', { count }),
    header: await headerLabels(),
  }
}

/** The names of the buttons that PageHeader draws by itself. */
export async function headerLabels() {
  const site = await getTranslations('site')
  return { menu: site('menu'), back: site('back'), breadcrumb: site('breadcrumb') }
}
