import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { owner } from '@/tests/support/database'
import { formsOf, statusOf } from '@/tests/support/issued-invoices'
import { begun, form, redInvoice, UNKNOWN } from '@/tests/support/red-channel'
import { sweepCorrections } from './sweep-corrections.job'

const OFD = zipSync({ 'OFD.xml': Buffer.from('<OFD/>') })
const filesOf = async (correctionId: string) =>
  (
    await owner`select f.format from invoice_files f join red_forms r on r.red_invoice_id = f.invoice_id
      where r.correction_id = ${correctionId} order by f.format`
  ).map((row) => String(row['format']))
const next = async (correctionId: string) =>
  (await formsOf(correctionId))[0]?.['next_query_at'] as Date | null

/** A red invoice that was written down while its files were not to be had. */
async function issuedWithoutFiles() {
  const correction = await begun()
  const { double, correctionId } = correction
  const red = redInvoice({ files: { pdf: 'https://x/a.pdf', ofd: 'https://x/a.ofd' } })
  double.files = {}
  await double.sweep(correctionId)
  double.reading = form('01', { red })
  await double.sweep(correctionId)
  return { ...correction, red }
}

test('files of a red invoice that could not be fetched are fetched by a later sweep, each once', async () => {
  const { double, correctionId, applicationId } = await issuedWithoutFiles()
  expect(await statusOf(applicationId)).toBe('returned')
  expect(await filesOf(correctionId)).toEqual([])
  expect((await formsOf(correctionId))[0]).toMatchObject({ trouble: 'missing: pdf, silent' })
  double.files = { pdf: '%PDF-1.7' }
  await double.sweep(correctionId)
  expect(await filesOf(correctionId)).toEqual(['pdf'])
  expect((await formsOf(correctionId))[0]).toMatchObject({ trouble: 'missing: ofd, silent' })
  double.files = { pdf: '%PDF-1.7', ofd: OFD }
  await double.sweep(correctionId)
  expect(await filesOf(correctionId)).toEqual(['ofd', 'pdf'])
  expect((await formsOf(correctionId))[0]).toMatchObject({ trouble: null, next_query_at: null })
  const asked = double.asked.length
  await double.sweep(correctionId)
  expect(double.asked).toHaveLength(asked)
})

test.each([
  ['the channel is silent', { reading: UNKNOWN }],
  ['it does not name a PDF', { reading: 'no-files' }],
  ['what it gives is something else', { files: { pdf: '<html>', ofd: '<html>' } }],
  ['its PDF is encrypted', { files: { pdf: '%PDF-1.7 trailer <</Encrypt 9 0 R>>' } }],
  ['its PDF is too long', { files: { pdf: `%PDF-1.7${'x'.repeat(3 * 1024 * 1024)}` } }],
] as const)('while %s the files are asked for again, ever more slowly', async (_what, trouble) => {
  const { double, correctionId, red } = await issuedWithoutFiles()
  if ('files' in trouble) double.files = trouble.files
  else double.reading = trouble.reading === 'no-files' ? form('01', { red: { ...red, files: {} } }) : UNKNOWN
  await double.sweep(correctionId)
  const first = await next(correctionId)
  await double.sweep(correctionId)
  expect(await filesOf(correctionId)).toEqual([])
  expect((await next(correctionId))?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity)
  expect(double.asked.filter((asked) => asked !== 'query')).toEqual(['open issued-in-error -500000'])
})

test('twenty sweeps at once fetch once, and nothing of the quota moves', async () => {
  const { double, correctionId, invoiceableId } = await issuedWithoutFiles()
  const before = await owner`select * from invoiceables where id = ${invoiceableId}`
  double.files = { pdf: '%PDF-1.7', ofd: OFD }
  const asked = double.asked.length
  await owner`update red_forms set next_query_at = case when correction_id = ${correctionId} then now() end
    where next_query_at is not null`
  await Promise.all(Array.from({ length: 20 }, () => sweepCorrections(() => double.channel())))
  expect(await filesOf(correctionId)).toEqual(['ofd', 'pdf'])
  expect(double.asked.slice(asked)).toEqual(['query'])
  expect(await owner`select * from invoiceables where id = ${invoiceableId}`).toEqual(before)
})
