import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { sendingAddresses, titles } from '@/db/schema/invoice'
import type { AuthenticatedAs } from '@/lib/billing/authentication/authentication.load'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { parseInput } from '@/lib/command/parse-input'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { emailProblem, normalizePhone } from './contact.rules'
import { typedAddressInput, type SubmitApplication } from './invoice.input'
import { isElectronic } from './kind.rules'
import { equalsAuthenticated } from './preconditions.rules'
import { tidied } from './printable.rules'
import { regionName } from './regions'
import { isAskedTitle, seenAddress, typedTitle } from './seen.rules'
import { asFields, type DeliverySnapshot, type TitleSnapshot } from './snapshot.rules'
import { titleProblems } from './title.rules'

/** The title of an application, judged by the policy and the kind of invoice. Throws what is wrong with it. */
export async function snapshotTitle(
  tx: Tx,
  policy: InvoicePolicy,
  input: SubmitApplication,
  authentication: AuthenticatedAs | null,
): Promise<TitleSnapshot> {
  const title = await chosenTitle(tx, input, authentication)
  if (policy.title === 'equals-authenticated' && !equalsAuthenticated(title, authentication))
    throw new Refusal('title.not-authenticated')
  if (!isAskedTitle(title, input)) throw new Refusal('title.changed')
  const demand = {
    invoiceKind: input.kind,
    allFields: policy.allTitleFields && title.kind !== 'individual',
    // What is kept or authenticated was said to be one where it was typed.
    formerNumber: input.titleFrom !== 'typed' || input.formerNumber === 'on',
  }
  const { invoiceKind, ...problems } = titleProblems(title.kind, asFields(title), demand)
  if (invoiceKind) throw new InvalidInput({ ...problems, kind: invoiceKind })
  if (Object.keys(problems).length === 0) return title
  // The fields of a kept title are not on the page where it is chosen.
  throw new InvalidInput(input.titleFrom === 'saved' ? { titleId: 'title-unfit' } : problems)
}

async function chosenTitle(
  tx: Tx,
  input: SubmitApplication,
  authentication: AuthenticatedAs | null,
): Promise<TitleSnapshot> {
  if (input.titleFrom === 'saved') return savedTitle(tx, input)
  if (input.titleFrom === 'typed') return typedTitle(input.titleKind, input)
  if (!authentication) throw new Refusal('authentication.needed')
  const { kind, legalName: name, taxpayerId } = authentication
  return { ...typedTitle(kind, input), name, taxpayerId: kind === 'individual' ? null : taxpayerId }
}

async function savedTitle(tx: Tx, { titleId, kind }: SubmitApplication): Promise<TitleSnapshot> {
  if (titleId === '') throw new InvalidInput({ titleId: 'title-required' })
  const [row] = await tx
    .select()
    .from(titles)
    .where(and(eq(titles.id, titleId), isNull(titles.deletedAt)))
  if (!row) throw new Refusal('title.gone')
  if (row.invoiceKind !== null && row.invoiceKind !== kind) throw new Refusal('title.other-kind')
  const { name, taxpayerId, bankName, bankAccount, registeredAddress, registeredPhone } = row
  return { kind: row.kind, name, taxpayerId, bankName, bankAccount, registeredAddress, registeredPhone }
}

/** Where an application's invoice goes: a mail address, or a kept sending address. Throws what is wrong with it. */
export async function snapshotDelivery(tx: Tx, input: SubmitApplication): Promise<DeliverySnapshot> {
  const typed = typedDelivery(input)
  if (typed) return typed
  if (input.addressId === '') throw new InvalidInput({ addressId: 'address-required' })
  const [row] = await tx
    .select()
    .from(sendingAddresses)
    .where(and(eq(sendingAddresses.id, input.addressId), isNull(sendingAddresses.deletedAt)))
  if (!row) throw new Refusal('address.gone')
  const { recipient, phone, regionName: region, detail, email } = row
  const address = { recipient, phone, region, detail, email }
  if (seenAddress(address) !== input.seenAddress) throw new Refusal('address.changed')
  return { by: 'courier', ...address }
}

/** Where the form itself says it goes; null where it names a kept address. Throws what is wrong with it. */
export function typedDelivery(input: SubmitApplication): DeliverySnapshot | null {
  if (!isElectronic(input.kind)) return input.addressFrom === 'typed' ? typedAddress(input) : null
  const problem = emailProblem(input.email)
  if (problem) throw new InvalidInput({ email: problem })
  return { by: 'mail', email: input.email.trim() }
}

/** An address given while applying is judged like one that is kept. */
function typedAddress(input: SubmitApplication): DeliverySnapshot {
  const { recipient, phone, email, detail, ...codes } = parseInput(typedAddressInput, input)
  const region = regionName(codes.provinceCode, codes.cityCode, codes.districtCode)
  if (region === null) throw new InvalidInput({ districtCode: 'region-empty' })
  return {
    by: 'courier',
    recipient: tidied(recipient),
    phone: normalizePhone(phone),
    region,
    detail: tidied(detail),
    email: email.trim(),
  }
}
