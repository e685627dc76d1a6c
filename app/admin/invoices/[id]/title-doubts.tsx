import { LookTwice } from '@/app/admin/look-twice'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { titleDoubts } from '@/lib/billing/invoice/title-evidence.rules'
import { getTranslations } from '@/lib/web/translations'

/** What a reviewer should compare in the title, whoever sees the customer's authentication or not. */
export async function TitleDoubts({ application }: { application: ApplicationView }) {
  const text = await getTranslations('admin.authentication')
  return (
    <LookTwice
      title={text('doubts')}
      sentences={titleDoubts(application.title).map((doubt) => text(`doubt.${doubt}`))}
    />
  )
}
