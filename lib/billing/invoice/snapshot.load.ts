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
import { isElectronic, type TitleKind } from './kind.rules'
import { keptFields } from './kept-fields.rules'
import { equalsAuthenticated } from './preconditions.rules'
import { tidied } from './printable.rules'
import { regionName } from './regions'
import { asFields, type DeliverySnapshot, type TitleSnapshot } from './snapshot.rules'
import { fieldsFor, titleProblems } from './title.rules'

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
  const demand = {
    invoiceKind: input.kind,
    allFields: policy.allTitleFields && title.kind !== 'individual',
  }
  const { invoiceKind, ...problems } = titleProblems(title.kind, asFields(title), demand)
  if (invoiceKind) throw new InvalidInput({ ...problems, kind: invoiceKind })
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return title
}

async function chosenTitle(
  tx: Tx,
  input: SubmitApplication,
  authentication: AuthenticatedAs | null,
): Promise<TitleSnapshot> {
  if (input.titleFrom === 'saved') return savedTitle(tx, input)
  const typedAs = (kind: TitleKind) => ({ ...keptFields(fieldsFor(kind, input)), kind })
  if (input.titleFrom === 'typed') return typedAs(input.titleKind)
  if (!authentication) throw new Refusal('authentication.needed')
  const { kind, legalName: name, taxpayerId } = authentication
  return { ...typedAs(kind), name, taxpayerId: kind === 'individual' ? null : taxpayerId }
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
  if (isElectronic(input.kind)) {
    const problem = emailProblem(input.email)
    if (problem) throw new InvalidInput({ email: problem })
    return { by: 'mail', email: input.email.trim() }
  }
  if (input.addressFrom === 'typed') return typedAddress(input)
  if (input.addressId === '') throw new InvalidInput({ addressId: 'address-required' })
  const [row] = await tx
    .select()
    .from(sendingAddresses)
    .where(and(eq(sendingAddresses.id, input.addressId), isNull(sendingAddresses.deletedAt)))
  if (!row) throw new Refusal('address.gone')
  const { recipient, phone, detail, email } = row
  return { by: 'courier', recipient, phone, region: row.regionName, detail, email }
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
