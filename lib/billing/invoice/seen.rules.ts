import { keptFields } from './kept-fields.rules'
import type { TitleKind } from './kind.rules'
import type { DeliverySnapshot, TitleSnapshot } from './snapshot.rules'
import { fieldsFor, type TitleFields } from './title.rules'

type KeptAddress = Omit<Extract<DeliverySnapshot, { by: 'courier' }>, 'by'>

/** How a form names its title: chosen from what its page showed, or typed into it. */
type AskedTitle = TitleFields & {
  titleFrom: 'authenticated' | 'saved' | 'typed'
  titleKind: TitleKind
  seenTitle: string
}

/** What a page shows of a kept title; its form sends it back, so that nobody applies for what they have not seen. */
export function seenTitle(title: TitleSnapshot): string {
  const { kind, name, taxpayerId, bankName, bankAccount, registeredAddress, registeredPhone } = title
  return JSON.stringify([kind, name, taxpayerId, bankName, bankAccount, registeredAddress, registeredPhone])
}

/** What a page shows of the authentication in force: of the title's particulars it knows none. */
export function seenAuthentication({ kind, name, taxpayerId }: Omit<TitleSnapshot, TitleParticular>): string {
  return JSON.stringify([kind, name, kind === 'individual' ? null : taxpayerId])
}

/** What a page shows of a sending address. */
export function seenAddress({ recipient, phone, region, detail, email }: KeptAddress): string {
  return JSON.stringify([recipient, phone, region, detail, email])
}

/** A title as a form types it. */
export function typedTitle(kind: TitleKind, fields: TitleFields): TitleSnapshot {
  return { ...keptFields(fieldsFor(kind, fields)), kind }
}

/** Whether a title is the one a form asks for: what its page showed, and what was typed there. */
export function isAskedTitle(title: TitleSnapshot, asked: AskedTitle): boolean {
  if (asked.titleFrom === 'saved') return seenTitle(title) === asked.seenTitle
  if (asked.titleFrom === 'typed') return seenTitle(title) === seenTitle(typedTitle(asked.titleKind, asked))
  const { name, taxpayerId } = title
  const beside = { ...typedTitle(title.kind, asked), name, taxpayerId }
  return seenAuthentication(title) === asked.seenTitle && seenTitle(title) === seenTitle(beside)
}

type TitleParticular = 'bankName' | 'bankAccount' | 'registeredAddress' | 'registeredPhone'
