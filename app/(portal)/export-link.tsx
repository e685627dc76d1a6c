import { ButtonLink } from '@/components/ui/button'
import { getTranslations } from '@/lib/web/translations'

/**
 * Leads to a file. Without the `download` attribute, by which a browser would save the sign-in page that answers
 * somebody whose session is over.
 */
export async function ExportLink({ href }: { href: string }) {
  const text = await getTranslations('export')
  return (
    <ButtonLink icon="download" href={href}>
      {text('button')}
    </ButtonLink>
  )
}
