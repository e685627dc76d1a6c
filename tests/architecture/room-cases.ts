import { leaf, uses, type ImportCase } from './fixture-tree'

const rooms =
  'policy calendar account file authentication catalog ledger order payment transfer benefit resource usage statement invoice mail'.split(
    ' ',
  )

/** Each room looks at its next neighbour, which may not be, and the neighbour looks back, which may. */
const neighbours: ImportCase[] = rooms.slice(0, -1).map((room, position) => {
  const next = rooms[position + 1] ?? ''
  return {
    rule: `rooms-form-a-line-after-${room}`,
    offends: {
      [`lib/billing/${room}/looks-ahead.ts`]: uses(`@/lib/billing/${next}/leaf`),
      [`lib/billing/${next}/leaf.ts`]: leaf,
    },
    innocent: {
      [`lib/billing/${next}/looks-back.ts`]: uses(`@/lib/billing/${room}/leaf`),
      [`lib/billing/${room}/leaf.ts`]: leaf,
    },
  }
})

const schemas: ImportCase[] = [
  {
    rule: 'rooms-form-a-line-after-ledger',
    offends: { 'db/schema/ledger.ts': uses('./order'), 'db/schema/order.ts': leaf },
  },
  {
    rule: 'rooms-form-a-line-after-order',
    offends: {
      'lib/billing/order/joins.queries.ts': uses('@/db/schema/invoice'),
      'db/schema/invoice.ts': leaf,
    },
    innocent: {
      'lib/billing/invoice/joins.queries.ts': uses('@/db/schema/order', '@/db/schema/invoice'),
      'db/schema/order.ts': leaf,
      'db/schema/invoice.ts': leaf,
    },
  },
  {
    rule: 'rooms-form-a-line-after-mail',
    offends: {
      'lib/billing/mail/uses-table.ts': uses('@/db/schema/settlement'),
      'db/schema/settlement.ts': leaf,
    },
  },
]

export const roomCases = [...neighbours, ...schemas]
