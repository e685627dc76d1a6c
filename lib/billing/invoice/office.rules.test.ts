import { describe, expect, test } from 'vitest'
import type { Day } from '@/lib/kernel/calendar'
import { archivedName, periodProblem } from './archive.rules'
import { canIssue, channelFor } from './channel.rules'
import { attached, linkState, MOST_ATTACHED } from './download-link.rules'
import { numberInName } from './official-file.rules'
import { parcelsIn } from './parcel.rules'
import { channelProblems, taxCodeProblem } from './seller-invoicing.rules'

describe('a tax classification code', () => {
  test.each([
    ['3040205000000000000', null],
    ['3040201990000000000', null],
    ['1060301020200000000', null],
    ['6010000000000000000', null],
    ['1030203010101000000', null],
    ['1080203990101010101', null],
    ['304020500000000000', 'tax-code-form'],
    ['30402050000000000000', 'tax-code-form'],
    ['0040205000000000000', 'tax-code-form'],
    ['信息技术服务', 'tax-code-form'],
    ['3.0402E+18', 'tax-code-mangled'],
    ['1010101050000000256', 'tax-code-mangled'],
    ['1080203990101009920', 'tax-code-mangled'],
    ['3070201020000000512', 'tax-code-mangled'],
  ])('%s: %s', (code, problem) => {
    expect(taxCodeProblem(code)).toBe(problem)
  })

  test('is known as mangled wherever a double has left its mark', () => {
    for (const code of ['1090511030103000007', '3040203010200000300', '1010115010300000123']) {
      const mangled = BigInt(Number(code)).toString()
      expect([code, taxCodeProblem(code)]).toEqual([code, null])
      expect([mangled, taxCodeProblem(mangled)]).toEqual([mangled, 'tax-code-mangled'])
    }
  })
})

describe('the way of issuing', () => {
  test.each([
    [{}, 'e_general', 'manual'],
    [null, 'e_general', 'manual'],
    [{ e_general: 'etax-workbook' }, 'e_general', 'etax-workbook'],
    [{ paper_general: 'etax-workbook' }, 'paper_general', 'manual'],
    [{ e_special: 'nonsense' }, 'e_special', 'manual'],
    [{ paper_special: 'nuonuo' }, 'paper_special', 'nuonuo'],
  ] as const)('of %j for %s is %s', (channels, kind, channel) => {
    expect(channelFor(channels, kind, ['nuonuo'])).toBe(channel)
  })

  test('the workbook takes no paper, and what is not offered cannot be chosen', () => {
    expect(canIssue('etax-workbook', 'paper_special')).toBe(false)
    const chosen = {
      e_general: 'nuonuo',
      e_special: 'etax-workbook',
      paper_general: 'etax-workbook',
      paper_special: 'manual',
    } as const
    expect(Object.keys(channelProblems(chosen, ['manual', 'etax-workbook']))).toEqual([
      'channel-e_general',
      'channel-paper_general',
    ])
  })
})

describe('delivery', () => {
  const now = new Date('2026-11-30T00:00:00Z')
  const link = { expiresAt: new Date('2026-12-01T00:00:00Z'), revokedAt: null, downloads: 19 }
  test.each([
    ['open', {}],
    ['used-up', { downloads: 20 }],
    ['expired', { expiresAt: now }],
    ['revoked', { revokedAt: now, downloads: 20 }],
  ])('a link is %s', (state, changes) => {
    expect(linkState({ ...link, ...changes }, now)).toBe(state)
  })

  test('files go along with a mail while they are small enough together', () => {
    const files = [{ size: MOST_ATTACHED - 1 }, { size: 1 }]
    expect(attached(files)).toEqual(files)
    expect(attached([...files, { size: 1 }])).toEqual([])
  })

  test.each([
    ['dzfp_26312000000000000001_杭州云杉_20261130.pdf', '26312000000000000001'],
    ['２６３１２０００００００００００００１１.ofd', '26312000000000000011'],
    ['263120000000000000012.pdf', null],
    ['invoice.pdf', null],
  ])('the number in %s is %s', (name, number) => {
    expect(numberInName(name)).toBe(number)
  })

  test.each([
    ['A261130ABCDEFGH SF1234567890\n\nA261130ABCDEFGJ\tYT99887766', 2],
    ['A261130ABCDEFGH,SF1234567890', 1],
  ])('%j has %s parcels', (text, count) => {
    const read = parcelsIn(text)
    expect('parcels' in read && read.parcels).toHaveLength(count)
  })

  test.each([
    ['parcel-line', 'A261130ABCDEFGH'],
    ['parcel-twice', 'A261130ABCDEFGH SF123456\nA261130ABCDEFGH SF123457'],
    ['parcels-required', '  '],
  ])('%s: %j', (problem, text) => {
    expect(parcelsIn(text)).toMatchObject({ problem })
  })
})

describe('an archive', () => {
  test.each([
    ['2026-11-01', '2026-11-30', null],
    ['2025-12-01', '2026-11-30', null],
    ['2026-11-30', '2026-11-30', null],
    ['2026-11-30', '2026-11-29', 'period-backwards'],
    ['2025-11-30', '2026-11-30', 'period-beyond-year'],
  ])('from %s to %s: %s', (from, to, problem) => {
    expect(periodProblem(from as Day, to as Day)?.problem ?? null).toBe(problem)
  })

  test('names files by day and number', () => {
    const blue = { issuedOn: '2026-11-30', number: '26312000000000000001', format: 'pdf' }
    expect(archivedName({ ...blue, colour: 'blue' })).toBe('2026-11/2026-11-30-26312000000000000001.pdf')
    expect(archivedName({ ...blue, colour: 'red' })).toBe('2026-11/2026-11-30-26312000000000000001-red.pdf')
  })
})
