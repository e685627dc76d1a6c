import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { amountCell, textCell } from './export-csv'
import { answerExport, ownSiteOnly, type ExportedFile } from './export-response'

type Row = { name: string; fen: string }

const request = new Request('https://billing.example/orders/export')
const rows: Row[] = [
  { name: '=1+1', fen: '500000' },
  { name: '认证服务', fen: '-1' },
]

function file(changes: Partial<ExportedFile<Row>> = {}): ExportedFile<Row> {
  return {
    userId: newId(),
    name: 'orders',
    plainName: 'orders',
    fullName: '订单 A/B "C" 公司',
    now: new Date('2026-11-30T16:00:00Z'),
    columns: [
      { header: '名称', cell: (row) => textCell(row.name) },
      { header: '金额（元）', cell: (row) => amountCell(row.fen) },
    ],
    walk: (take) => take(rows),
    ...changes,
  }
}

/** Rows without end, as long as somebody reads. */
const endless: Partial<ExportedFile<Row>> = {
  walk: async (take) => {
    for (;;) await take(rows)
  },
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'nothing was refused',
    (error: unknown) => (error as { code: unknown }).code,
  )
}

describe('an exported file', () => {
  test('opens in Excel as it is: marked as UTF-8, with a header, amounts as numbers', async () => {
    const answer = await answerExport(request, file())
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes.slice(3))).toBe(
      "名称,金额（元）\r\n'=1+1,5000.00\r\n认证服务,-0.01\r\n",
    )
  })

  test('is called after the account and the business day, for every browser', async () => {
    const { headers, body } = await answerExport(request, file())
    await body?.cancel()
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="orders-2026-12-01.csv"; filename*=UTF-8''${encodeURIComponent('订单 A B  C  公司 2026-12-01.csv')}`,
    )
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('cache-control')).toContain('no-store')
  })

  test('of nothing is its header', async () => {
    const answer = await answerExport(request, file({ walk: () => Promise.resolve() }))
    expect(await answer.text()).toBe('名称,金额（元）\r\n')
  })

  test('is an error of its own where nothing could be read', async () => {
    const failed = answerExport(request, file({ walk: () => Promise.reject(new Error('no database')) }))
    await expect(failed).rejects.toThrow('no database')
  })

  test('is asked for by its own pages', () => {
    const from = (site: string) =>
      ownSiteOnly(new Request(request.url, { headers: { 'sec-fetch-site': site } }))?.status ?? 200
    expect([from('same-origin'), from('none'), from('same-site'), from('cross-site')]).toEqual([
      200, 200, 403, 403,
    ])
    expect(ownSiteOnly(request)).toBeNull()
  })

  test('is one of two for each person, and of a quarter of the connections for all', async () => {
    const userId = newId()
    const open = [
      await answerExport(request, file({ ...endless, userId })),
      await answerExport(request, file({ ...endless, userId })),
    ]
    expect(await codeOf(answerExport(request, file({ ...endless, userId })))).toBe('export.too-many')
    for (let others = 0; others < 3; others++) open.push(await answerExport(request, file(endless)))
    expect(await codeOf(answerExport(request, file(endless)))).toBe('export.too-many')
    for (const answer of open) await answer.body?.cancel()
    // What is given up ends behind the back of whoever gave it up.
    await new Promise(setImmediate)
    expect(await (await answerExport(request, file({ userId }))).text()).toContain('认证服务')
  })

  test('asked for by its head alone holds nothing', async () => {
    const head = new Request(request.url, { method: 'HEAD' })
    const answer = await answerExport(head, file({ walk: () => Promise.reject(new Error('was read')) }))
    expect(answer.headers.get('content-disposition')).toContain('orders-2026-12-01.csv')
    expect(answer.body).toBeNull()
  })
})
