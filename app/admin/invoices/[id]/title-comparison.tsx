import { EvidenceTable } from '@/components/table/evidence-table'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { TitleEvidence } from '@/lib/billing/invoice/title-evidence.queries'
import { compareTitle, type ComparedTitle } from '@/lib/billing/invoice/title-evidence.rules'
import { getTranslations } from '@/lib/web/translations'

type Props = { application: ApplicationView; evidence: TitleEvidence; opensAuthentications: boolean }

/** The title beside the authentication in force, line by line; a seller's reviewer is told why there is none. */
export async function TitleComparison({ application, evidence, opensAuthentications }: Props) {
  const [text, invoices] = await Promise.all([getTranslations('admin.invoice'), getTranslations('invoices')])
  const { authentication, told } = evidence
  if (!told)
    return (
      <Section title={text('comparison')}>
        <p className="text-13 text-text-2">{text('untold')}</p>
      </Section>
    )
  const said = ({ part }: ComparedTitle, value: string | null) => {
    if (value === null) return <span className="text-text-3">—</span>
    if (part === 'titleType')
      return invoices.has(`titleKind.${value}`) ? invoices(`titleKind.${value}` as never) : value
    return value
  }
  return (
    <Section
      title={text('comparison')}
      aside={
        authentication && opensAuthentications ? (
          <a className="link text-13" href={`/admin/authentications/${authentication.id}`}>
            {text('openAuthentication')}
          </a>
        ) : null
      }
    >
      <EvidenceTable
        rows={compareTitle(application.title, authentication).map((line) => ({
          label: invoices(line.part),
          one: said(line, line.title),
          other: said(line, line.authenticated),
          verdict: line.verdict,
        }))}
        texts={{
          caption: text('comparison'),
          what: text('compared'),
          one: text('titleSide'),
          other: text('authenticationSide'),
          verdict: text('verdict'),
          equal: text('equal'),
          differs: text('differs'),
          unknown: text('notAuthenticated'),
        }}
      />
    </Section>
  )
}
