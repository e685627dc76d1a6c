import { ButtonLink } from '@/components/ui/button'
import { getTranslations } from '@/lib/web/translations'

/**
 * The one answer for what is absent, another account's, or not for this person. It travels with every page, so it
 * is kept small.
 */
export default async function NotFoundPage() {
  const errors = await getTranslations('errors')
  return (
    <main className="mx-auto max-w-[400px] px-4 py-16">
      <h1 className="text-20 font-semibold">{errors('notFoundTitle')}</h1>
      <p className="mt-1 mb-4 text-text-2">{errors('notFound')}</p>
      <ButtonLink href="/">{errors('home')}</ButtonLink>
    </main>
  )
}
