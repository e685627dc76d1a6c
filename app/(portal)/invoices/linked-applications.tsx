import { getTranslations } from '@/lib/web/translations'

type Linked = { id: string; number: string }

/** The returned application that this one replaces, and those made in its place. */
export async function LinkedApplications({
  linked: { replaces, replacedBy },
  path,
}: {
  linked: { replaces: Linked | null; replacedBy: readonly Linked[] }
  path: string
}) {
  const text = await getTranslations('invoices')
  if (!replaces && replacedBy.length === 0) return null
  const link = ({ id, number }: Linked) => (
    <a key={id} href={`${path}/${id}`} className="link">
      {number}
    </a>
  )
  return (
    <p className="mb-6 flex flex-wrap gap-x-2 text-13 text-text-2">
      {replaces ? (
        <>
          {text('replaces')} {link(replaces)}
        </>
      ) : null}
      {replacedBy.length > 0 ? (
        <>
          {text('replacedBy')} {replacedBy.map(link)}
        </>
      ) : null}
    </p>
  )
}
