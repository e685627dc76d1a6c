import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { SYSTEM, type MemberActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newMember, newStaff, owner, refusalOf } from '@/tests/support/database'
import { markIssued, newApproved } from '@/tests/support/invoices'
import {
  findArchivePart,
  findArchiveWork,
  getArchiveSize,
  listArchivedFiles,
  listArchives,
} from './archive.queries'
import { PACKED_AT_ONCE } from './archive.rules'
import { packArchive, removeArchives } from './pack-archive.job'
import { packPart } from './pack-part.command'
import { requestArchive } from './request-archive.command'
import { zipFiles } from '@/lib/gateway/files/write-zip'

const PERIOD = { from: '2026-11-01', to: '2026-11-30' }
const form = (changes = {}) => ({ archiveId: newId(), ...PERIOD, ...changes })

/** A customer with so many issued invoices, each with a PDF and an XML. */
async function newCollector(invoices: number) {
  const approved = await newApproved()
  await markIssued(approved)
  const { customer, applicationId, invoiceId } = approved
  const stamp = String(process.hrtime.bigint()).slice(-8)
  await owner`insert into invoices (id, account_id, application_id, sequence, colour, status, amount_fen, tax_fen, lines, number,
      issued_on, request_no)
    select gen_random_uuid(), account_id, application_id, n, 'blue', 'issued', 100, 6, '[]', ${'26' + stamp} || lpad(n::text, 10, '0'),
      '2026-11-10'::date + (n % 15), ${'Z' + stamp} || lpad(n::text, 6, '0')
    from invoices, generate_series(2, ${invoices}) n where id = ${invoiceId}`
  // Together they are what was applied for.
  await owner`update invoices set amount_fen = amount_fen - ${100 * (invoices - 1)} where id = ${invoiceId}`
  await owner`insert into invoice_files (id, account_id, invoice_id, format, content, sha256, added_at)
    select gen_random_uuid(), account_id, id, f, convert_to(f || number, 'utf8'), 'x', now() - interval '1 minute'
    from invoices, unnest(array['pdf', 'xml']) f where application_id = ${applicationId} on conflict do nothing`
  return { customer, applicationId }
}

async function bytesOf(customer: MemberActor, archiveId: string): Promise<Buffer> {
  const { parts, size } = await getArchiveSize(customer, archiveId)
  const content = await Promise.all(
    Array.from({ length: parts }, (_one, part) => findArchivePart(customer, archiveId, part)),
  )
  const bytes = Buffer.concat(content.map((part) => part ?? Buffer.alloc(0)))
  expect(bytes.length).toBe(size)
  return bytes
}

describe('an archive', () => {
  test('holds every file of the period once, packed in parts, and tells how far it is', async () => {
    const count = PACKED_AT_ONCE * 2 + 3
    const { customer } = await newCollector(count)
    const asked = form()
    await requestArchive(customer, asked)
    expect(await listArchives(customer)).toMatchObject([{ status: 'waiting', total: count, packed: 0 }])
    await packArchive({ archiveId: asked.archiveId })
    expect(await listArchives(customer)).toMatchObject([{ status: 'done', total: count, packed: count }])
    const files = unzipSync(await bytesOf(customer, asked.archiveId))
    expect(Object.keys(files)).toHaveLength(count * 2)
    const [name = '', content] = Object.entries(files).find(([one]) => one.endsWith('.xml')) ?? []
    expect(name).toMatch(/^2026-11\/2026-11-\d\d-\d{20}\.xml$/)
    expect(Buffer.from(content ?? []).toString()).toBe(`xml${name.slice(19, 39)}`)
    expect(
      await owner`select command from audit_log where subject_id = ${asked.archiveId} order by id`,
    ).toEqual([{ command: 'invoice.request-archive' }, { command: 'archive.finish' }])
  })

  test('cut off anywhere it goes on from there, and two that pack it at once keep each part once', async () => {
    const { customer } = await newCollector(PACKED_AT_ONCE + 5)
    const asked = form()
    await requestArchive(customer, asked)
    const work = await findArchiveWork(SYSTEM, asked.archiveId)
    const first = (work?.invoices ?? []).slice(0, PACKED_AT_ONCE)
    const { bytes, entries } = zipFiles(await listArchivedFiles(SYSTEM, first))
    const part = { archiveId: asked.archiveId, part: 0, content: bytes, entries, packed: first.length }
    expect(await packPart(SYSTEM, part)).toEqual({ kept: true })
    expect(await packPart(SYSTEM, part)).toEqual({ kept: false })
    expect(await listArchives(customer)).toMatchObject([{ status: 'packing', packed: PACKED_AT_ONCE }])
    await Promise.all(
      Array.from({ length: 5 }, () => packArchive({ archiveId: asked.archiveId }).catch(() => undefined)),
    )
    await packArchive({ archiveId: asked.archiveId })
    expect(Object.keys(unzipSync(await bytesOf(customer, asked.archiveId)))).toHaveLength(
      (PACKED_AT_ONCE + 5) * 2,
    )
  })

  test('what is issued or gets its files later does not move what is packed', async () => {
    const { customer, applicationId } = await newCollector(3)
    const asked = form()
    await requestArchive(customer, asked)
    await owner`update invoice_files set added_at = now() + interval '1 hour' where invoice_id =
      (select id from invoices where application_id = ${applicationId} and sequence = 1)`
    expect((await findArchiveWork(SYSTEM, asked.archiveId))?.invoices).toHaveLength(2)
  })

  test.each([
    [{ to: '2026-10-31' }, 'input.invalid'],
    [{ from: '2025-11-30' }, 'input.invalid'],
    [{ from: '2026-02-30' }, 'input.invalid'],
    [{ from: '2026-01-01', to: '2026-01-31' }, 'input.invalid'],
  ])('is refused for %j', async (changes, code) => {
    const { customer } = await newCollector(1)
    expect(await refusalOf(requestArchive(customer, form(changes)))).toBe(code)
    expect(await listArchives(customer)).toEqual([])
  })

  test('holds at most 2,000 invoices', async () => {
    const { customer } = await newCollector(2_001)
    expect(await refusalOf(requestArchive(customer, form()))).toBe('input.invalid')
  })

  test('twenty presses pack once; one is under way at a time, and ten are kept', async () => {
    const { customer } = await newCollector(1)
    const asked = form()
    await Promise.all(Array.from({ length: 20 }, () => requestArchive(customer, asked)))
    expect(await listArchives(customer)).toHaveLength(1)
    expect(await owner`select from outbox where payload ->> 'archiveId' = ${asked.archiveId}`).toHaveLength(1)
    const raced = await Promise.allSettled(Array.from({ length: 20 }, () => requestArchive(customer, form())))
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(0)
    expect(await refusalOf(requestArchive(customer, form()))).toBe('archive.under-way')
    await packArchive(asked)
    await owner`insert into archives (id, account_id, from_on, to_on, status, total, packed, requested_by, requested_at)
      select gen_random_uuid(), account_id, from_on, to_on, 'done', 1, 1, requested_by, now() from archives, generate_series(1, 9)
      where id = ${asked.archiveId}`
    expect(await refusalOf(requestArchive(customer, form()))).toBe('archive.too-many')
  })

  test('is seen by the members of its account alone', async () => {
    const { customer } = await newCollector(1)
    const viewer = await newMember(customer, 'viewer')
    const asked = form()
    await requestArchive(viewer, asked)
    await packArchive(asked)
    expect((await getArchiveSize(customer, asked.archiveId)).parts).toBe(2)
    const stranger = await newCustomer()
    expect(await refusalOf(getArchiveSize(stranger, asked.archiveId))).toBe('object.not-found')
    expect(await findArchivePart(stranger, asked.archiveId, 0)).toBeNull()
    expect(await refusalOf(requestArchive(await newStaff('admin'), form()))).toBe('actor.forbidden')
  })

  test('is removed after seven days, and given up after a day that nobody packed it', async () => {
    const { customer } = await newCollector(1)
    const asked = form()
    await requestArchive(customer, asked)
    await owner`update archives set recorded_at = now() - interval '25 hours' where id = ${asked.archiveId}`
    await removeArchives()
    expect(await listArchives(customer)).toMatchObject([{ status: 'failed', trouble: 'broken' }])
    await packArchive(asked)
    expect(await listArchives(customer)).toMatchObject([{ status: 'failed' }])
    const next = form()
    await requestArchive(customer, next)
    await packArchive(next)
    const [kept] =
      await owner`select (expires_at - finished_at between interval '7 days' and interval '8 days') as week
      from archives where id = ${next.archiveId}`
    expect(kept).toEqual({ week: true })
    await owner`update archives set expires_at = now() where id = ${next.archiveId}`
    await removeArchives()
    expect(await owner`select from archive_parts where archive_id = ${next.archiveId}`).toHaveLength(0)
    expect(await refusalOf(getArchiveSize(customer, next.archiveId))).toBe('object.not-found')
    await packArchive({ archiveId: newId() })
  })
})
