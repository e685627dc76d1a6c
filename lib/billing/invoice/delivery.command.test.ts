import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { hashSecret } from '@/lib/auth/secret'
import { sendMail } from '@/lib/billing/mail/send-mail.job'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newMember, newStaff, owner, refusalOf } from '@/tests/support/database'
import {
  markConsumed,
  markIssued,
  newApproved,
  newBoundReviewer,
  type Approved,
} from '@/tests/support/invoices'
import { apply, newAddress, newPayer } from '@/tests/support/invoicing'
import { approveApplication } from './approve-application.command'
import { findLinked, listSentLinks } from './delivery.queries'
import { revokeLink } from './revoke-link.command'
import { sendInvoicesAgain } from './send-invoices.command'
import { sendToMyself } from './send-to-myself.command'
import { shipApplication } from './ship-application.command'
import { shipSeveral } from './ship-several.command'
import { useDownloadLink as download } from './use-download-link.command'

async function newIssued(pdf?: string): Promise<Approved & { issuedNumber: string }> {
  const approved = await newApproved()
  return { ...approved, issuedNumber: await markIssued(approved, pdf) }
}

const sending = ({ applicationId }: Approved, changes = {}) => ({
  sendId: newId(),
  applicationId,
  email: 'other@acme.example',
  ...changes,
})

/** Runs the job that a sending staged and gives the mail, and the secret of its link. */
async function mailOf(linkId: string) {
  const [job] = await owner<{ payload: Record<string, string> }[]>`
    select payload from outbox where payload ->> 'linkId' = ${linkId}`
  if (!job) throw new Error('no job was staged')
  await sendMail(job.payload).catch(() => undefined)
  const [mail] = await owner`select * from mails where key = ${job.payload['key'] ?? ''}`
  const secret = /invoice-downloads\/([A-Za-z0-9_-]{43})/.exec(String(mail?.['text']))?.[1] ?? ''
  return { mail, secret, hash: hashSecret(secret).toString('hex'), payload: job.payload }
}

describe('invoice.send-again', () => {
  test('sends each invoice with its file and a link of its own, once, and logs who, when and to whom', async () => {
    const issued = await newIssued()
    const reviewer = await newStaff('reviewer')
    const form = sending(issued)
    await Promise.all(Array.from({ length: 20 }, () => sendInvoicesAgain(reviewer, form)))
    const { mail, secret, payload } = await mailOf(form.sendId)
    expect(mail).toMatchObject({
      to_email: 'other@acme.example',
      attachments: [{ name: `${issued.issuedNumber}.pdf`, size: 13 }],
    })
    await sendMail(payload).catch(() => undefined)
    expect(await owner`select from mails where key = ${payload['key'] ?? ''}`).toHaveLength(1)
    expect(await listSentLinks(reviewer, issued.applicationId)).toMatchObject([
      { sentTo: 'other@acme.example', sentBy: reviewer.name, downloads: 0, state: 'open' },
    ])
    expect(JSON.stringify(await owner`select * from download_links where id = ${form.sendId}`)).not.toContain(
      secret,
    )
    expect(
      await owner`select from audit_log where command = 'invoice.send-again' and subject_id = ${issued.applicationId}`,
    ).toHaveLength(1)
    const events =
      await owner`select detail from application_events where application_id = ${issued.applicationId} and verb = 'send'`
    expect(events).toEqual([{ detail: 'other@acme.example' }])
  })

  test('files that are too large together stay behind the link', async () => {
    const issued = await newIssued(`%PDF-1.7 ${'x'.repeat(5 * 1024 * 1024)}`)
    const form = sending(issued)
    await sendInvoicesAgain(await newStaff('reviewer'), form)
    expect((await mailOf(form.sendId)).mail?.['attachments']).toEqual([])
  })

  test('ten times a day and no more, and only what has a file', async () => {
    const issued = await newIssued()
    const reviewer = await newStaff('reviewer')
    const raced = await Promise.allSettled(
      Array.from({ length: 14 }, () => sendInvoicesAgain(reviewer, sending(issued))),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await refusalOf(sendInvoicesAgain(reviewer, sending(issued)))).toBe('invoice.send-limit')
    const bare = await newIssued('')
    expect(await refusalOf(sendInvoicesAgain(reviewer, sending(bare)))).toBe('invoice.nothing-to-send')
    expect(await refusalOf(sendInvoicesAgain(reviewer, sending(issued, { email: 'nobody' })))).toBe(
      'input.invalid',
    )
  })

  test('is for who decides, on one’s own seller’s invoices', async () => {
    const issued = await newIssued()
    expect(await refusalOf(sendInvoicesAgain(await newStaff('support'), sending(issued)))).toBe(
      'actor.forbidden',
    )
    const bound = await newBoundReviewer()
    expect(await refusalOf(sendInvoicesAgain(bound, sending(issued)))).toBe('object.not-found')
    const form = sending(issued)
    await sendInvoicesAgain(await newStaff('reviewer'), form)
    expect(await listSentLinks(bound, issued.applicationId)).toEqual([])
    expect(await refusalOf(revokeLink(bound, { linkId: form.sendId }))).toBe('object.not-found')
  })
})

describe('invoice.send-to-myself', () => {
  test('goes to the address of who asks, three times a day', async () => {
    const issued = await newIssued()
    const form = { sendId: newId(), applicationId: issued.applicationId }
    await Promise.all(Array.from({ length: 20 }, () => sendToMyself(issued.customer, form)))
    expect((await mailOf(form.sendId)).mail).toMatchObject({ to_email: issued.customer.email })
    for (let time = 0; time < 2; time++) await sendToMyself(issued.customer, { ...form, sendId: newId() })
    expect(await refusalOf(sendToMyself(issued.customer, { ...form, sendId: newId() }))).toBe(
      'invoice.send-limit',
    )
  })

  test('is not for viewers, nor for another account', async () => {
    const issued = await newIssued()
    const form = { sendId: newId(), applicationId: issued.applicationId }
    const viewer = await newMember(issued.customer, 'viewer')
    expect(await refusalOf(sendToMyself(viewer, form))).toBe('actor.forbidden')
    expect(await refusalOf(sendToMyself(await newCustomer(), form))).toBe('object.not-found')
    expect(await owner`select from download_links where id = ${form.sendId}`).toHaveLength(0)
  })
})

describe('a mailed link', () => {
  async function newLink() {
    const issued = await newIssued()
    const form = sending(issued)
    await sendInvoicesAgain(await newStaff('reviewer'), form)
    return { ...issued, linkId: form.sendId, ...(await mailOf(form.sendId)) }
  }
  const fetchOnce = (hash: string, format = 'pdf') => download(SYSTEM, { hash, format })

  test('gives the file twenty times, however many ask at once, and each time is logged', async () => {
    const { hash, linkId, invoiceId } = await newLink()
    const raced = await Promise.allSettled(Array.from({ length: 25 }, () => fetchOnce(hash)))
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    expect(await refusalOf(fetchOnce(hash))).toBe('download-link.over')
    expect(await findLinked(SYSTEM, Buffer.from(hash, 'hex'))).toMatchObject({
      state: 'used-up',
      downloads: 20,
    })
    expect(
      await owner`select from audit_log where command = 'invoice.download' and subject_id = ${invoiceId} and detail ->> 'link' = ${linkId}`,
    ).toHaveLength(20)
  })

  test('is over after thirty days, and when it was revoked', async () => {
    const first = await newLink()
    const [row] =
      await owner`select (expires_at - created_at)::text as days from download_links where id = ${first.linkId}`
    expect(row).toEqual({ days: '30 days' })
    await owner`update download_links set expires_at = now() - interval '1 second' where id = ${first.linkId}`
    expect(await refusalOf(fetchOnce(first.hash))).toBe('download-link.over')
    const second = await newLink()
    const reviewer = await newStaff('reviewer')
    await revokeLink(reviewer, { linkId: second.linkId })
    await revokeLink(reviewer, { linkId: second.linkId })
    expect(await refusalOf(fetchOnce(second.hash))).toBe('download-link.over')
    expect(
      await owner`select from audit_log where command = 'invoice.revoke-link' and subject_id = ${second.linkId}`,
    ).toHaveLength(1)
    expect(await refusalOf(revokeLink(await newStaff('finance'), { linkId: second.linkId }))).toBe(
      'actor.forbidden',
    )
    expect(await refusalOf(revokeLink(reviewer, { linkId: newId() }))).toBe('object.not-found')
  })

  test('that nobody mailed opens nothing, nor does one for a file that is not there', async () => {
    const { hash, linkId } = await newLink()
    expect(await refusalOf(fetchOnce('00'.repeat(32)))).toBe('token.invalid')
    expect(await refusalOf(fetchOnce(hash, 'ofd'))).toBe('token.invalid')
    expect(await owner`select downloads from download_links where id = ${linkId}`).toEqual([{ downloads: 0 }])
    expect(await findLinked(SYSTEM, Buffer.alloc(32))).toBeNull()
  })
})

describe('shipping', () => {
  async function newPaper() {
    const payer = await newPayer()
    const address = await newAddress(payer.customer)
    const applied = await apply(payer.customer, payer.invoiceableId, { kind: 'paper_general', ...address })
    await approveApplication(await newStaff('reviewer'), applied)
    await markConsumed(applied.applicationId)
    return applied
  }

  test('several go with one courier: all of them are marked, or none', async () => {
    const [first, second] = [await newPaper(), await newPaper()]
    const reviewer = await newStaff('reviewer')
    const typed = `${first.number} SF1234567890\n${second.number} SF1234567891`
    const wrong = { courier: '顺丰', parcels: `${typed}\nA000000NOBODY1 SF1234567892` }
    expect(await refusalOf(shipSeveral(reviewer, wrong))).toBe('input.invalid')
    const status = () => owner`select status from invoice_applications
      where id in (${first.applicationId}, ${second.applicationId})`
    expect(await status()).toEqual([{ status: 'issued' }, { status: 'issued' }])
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => shipSeveral(reviewer, { courier: '顺丰', parcels: typed })),
    )
    expect(raced.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await status()).toEqual([{ status: 'shipped' }, { status: 'shipped' }])
    expect(await refusalOf(shipSeveral(await newStaff('support'), wrong))).toBe('actor.forbidden')
    const bound = await newBoundReviewer()
    expect(await refusalOf(shipSeveral(bound, { courier: '顺丰', parcels: typed }))).toBe('input.invalid')
    const again = { applicationId: first.applicationId, courier: '顺丰', trackingNumber: 'SF1234567890' }
    expect(await refusalOf(shipApplication(reviewer, again))).toBe('application.changed-meanwhile')
  })
})
