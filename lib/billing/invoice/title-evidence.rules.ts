import { numberDoubts } from '@/lib/billing/authentication/authentication.rules'
import type { Authenticated } from './preconditions.rules'
import type { TitleSnapshot } from './snapshot.rules'

export type TitlePart = 'titleType' | 'titleName' | 'taxpayerId'

/** One line of the comparison; null where that side says nothing. */
export type ComparedTitle = {
  part: TitlePart
  title: string | null
  authenticated: string | null
  verdict: 'equal' | 'differs' | 'unknown'
}

/** A title held against the authentication in force, character for character: that is how it will be printed. */
export function compareTitle(
  title: Pick<TitleSnapshot, 'kind' | 'name' | 'taxpayerId'>,
  authentication: Authenticated | null,
): ComparedTitle[] {
  const line = (part: TitlePart, said: string | null, known: string | null): ComparedTitle => ({
    part,
    title: said,
    authenticated: known,
    verdict: authentication === null ? 'unknown' : said === known ? 'equal' : 'differs',
  })
  const lines = [
    line('titleType', title.kind, authentication?.kind ?? null),
    line('titleName', title.name, authentication?.legalName ?? null),
    line('taxpayerId', title.taxpayerId, authentication?.taxpayerId ?? null),
  ]
  return lines.filter((one) => one.title !== null || one.authenticated !== null)
}

/** What of a title's number a reviewer should look at twice. None of it decides by itself. */
export function titleDoubts({ taxpayerId }: Pick<TitleSnapshot, 'taxpayerId'>) {
  const found = numberDoubts(taxpayerId)
  return (['former-number', 'organisation-code'] as const).filter((doubt) => found[doubt])
}
