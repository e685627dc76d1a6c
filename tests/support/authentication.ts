import { createHash } from 'node:crypto'
import { memberActor, type MemberActor, type StaffActor } from '@/lib/auth/actor'
import { approveAuthentication } from '@/lib/billing/authentication/approve-authentication.command'
import { submitAuthentication } from '@/lib/billing/authentication/submit-authentication.command'
import { newId, readableCode } from '@/lib/kernel/id'
import { newCustomer, newStaff, owner } from './database'

export const ID_NUMBER = '11010519491231002X'

/** An account of one person, opened under the name of the identity card. */
export async function newPerson(): Promise<MemberActor> {
  const customer = await newCustomer()
  await owner`update accounts set kind = 'individual', name = '李雷' where id = ${customer.accountId}`
  return memberActor({ ...customer, accountKind: 'individual', accountName: '李雷' })
}

/** An uploaded picture of a licence, as small as one can be. */
export async function newLicence({ accountId, userId }: MemberActor): Promise<string> {
  const id = crypto.randomUUID()
  const sha256 = createHash('sha256').update(id).digest('hex')
  await owner`insert into files (id, account_id, purpose, name, type, sha256, size, content, uploaded_by)
    values (${id}, ${accountId}, 'licence', 'licence.png', 'image/png', ${sha256}, 4, 'test', ${userId})`
  return id
}

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A taxpayer number of its own: both of its check characters hold (GB 11714-1997, GB 32100-2015). */
export function newTaxpayerId(): string {
  const organisation = `MA${readableCode(6).replaceAll(/[SVZ]/g, 'A')}`
  const inner = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (sum, weight, at) => sum + weight * parseInt(organisation.charAt(at), 36),
    0,
  )
  const code = `91330108${organisation}${'0X987654321'.charAt(inner % 11)}`
  const outer = [...code].reduce((sum, letter, at) => sum + 3 ** at * CHARACTERS.indexOf(letter), 0)
  return code + CHARACTERS.charAt((31 - (outer % 31)) % 31)
}

/** What the form of an enterprise sends. */
export async function companyForm(customer: MemberActor, changes: Record<string, string> = {}) {
  return {
    kind: 'enterprise',
    authenticationId: newId(),
    legalName: customer.accountName,
    taxpayerId: newTaxpayerId(),
    licenceId: changes['licenceId'] ?? (await newLicence(customer)),
    ...changes,
  }
}

export function personForm(changes: Record<string, string> = {}) {
  return { kind: 'individual', authenticationId: newId(), legalName: '李雷', idNumber: ID_NUMBER, ...changes }
}

/** An account that a reviewer has authenticated; gives the id of what is in force. */
export async function newAuthenticated(customer: MemberActor, reviewer?: StaffActor): Promise<string> {
  const form = customer.accountKind === 'enterprise' ? await companyForm(customer) : personForm()
  const { authenticationId } = await submitAuthentication(customer, form)
  await approveAuthentication(reviewer ?? (await newStaff('reviewer')), { authenticationId })
  return authenticationId
}
