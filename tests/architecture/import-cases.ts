import { leaf, names, uses, type ImportCase } from './fixture-tree'
import { roomCases } from './room-cases'

const pureCode: ImportCase[] = [
  {
    rule: 'rules-are-pure',
    offends: { 'lib/billing/order/reads.rules.ts': uses('@/db/schema/order'), 'db/schema/order.ts': leaf },
    innocent: {
      'lib/billing/order/limit.rules.ts': uses('@/lib/kernel/money', '../policy/policy.rules'),
      'lib/kernel/money.ts': leaf,
      'lib/billing/policy/policy.rules.ts': leaf,
    },
  },
  { rule: 'rules-are-pure', offends: { 'lib/billing/order/parses.rules.ts': uses('zod') } },
  {
    rule: 'rules-are-pure',
    offends: {
      'lib/billing/order/types.rules.ts': names('./order.queries'),
      'lib/billing/order/order.queries.ts': leaf,
    },
  },
  {
    rule: 'inputs-are-pure',
    offends: {
      'lib/billing/order/asks.input.ts': uses('./order.queries'),
      'lib/billing/order/order.queries.ts': leaf,
    },
    innocent: {
      'lib/billing/order/order.input.ts': uses('zod', 'zod/mini', '@/lib/kernel/money', './amount.rules'),
      'lib/billing/order/amount.rules.ts': leaf,
      'lib/kernel/money.ts': leaf,
    },
  },
  { rule: 'inputs-are-pure', offends: { 'lib/billing/order/hashes.input.ts': uses('node:crypto') } },
  {
    rule: 'kernel-is-alone',
    offends: { 'lib/kernel/asks.ts': uses('@/lib/billing/order/leaf'), 'lib/billing/order/leaf.ts': leaf },
    innocent: { 'lib/kernel/period.ts': uses('./calendar'), 'lib/kernel/calendar.ts': leaf },
  },
  { rule: 'kernel-is-alone', offends: { 'lib/kernel/random.ts': uses('node:crypto') } },
]

const doorsAndLooks: ImportCase[] = [
  {
    rule: 'doors-and-looks-never-touch-the-database',
    offends: { 'app/(portal)/orders/page.tsx': uses('@/db/client'), 'db/client.ts': leaf },
    innocent: {
      'app/(portal)/funds/page.tsx': uses('@/lib/billing/ledger/ledger.queries'),
      'lib/billing/ledger/ledger.queries.ts': leaf,
    },
  },
  {
    rule: 'doors-and-looks-never-touch-the-database',
    offends: { 'app/api/health/route.ts': uses('drizzle-orm') },
  },
  {
    rule: 'doors-and-looks-never-touch-the-database',
    offends: { 'components/table/rows.tsx': uses('postgres') },
  },
  {
    rule: 'components-see-only-pure-code',
    offends: {
      'components/billing/orders.tsx': uses('@/lib/billing/order/order.queries'),
      'lib/billing/order/order.queries.ts': leaf,
    },
    innocent: {
      'components/billing/amount.tsx': uses(
        '@/lib/kernel/money',
        '@/lib/web/format',
        '@/lib/billing/order/amount.rules',
        '@/lib/billing/order/amount.input',
        'react',
      ),
      'components/billing/order-list.tsx': names('@/lib/billing/order/order.queries'),
      'lib/billing/order/order.queries.ts': leaf,
      'lib/billing/order/amount.rules.ts': leaf,
      'lib/billing/order/amount.input.ts': leaf,
      'lib/web/format.ts': leaf,
      'lib/kernel/money.ts': leaf,
    },
  },
  {
    rule: 'components-name-only-view-types',
    offends: {
      'components/billing/pays.tsx': names('@/lib/billing/payment/pay.command'),
      'lib/billing/payment/pay.command.ts': leaf,
    },
    innocent: { 'components/form/form.tsx': names('@/lib/web/form-action'), 'lib/web/form-action.ts': leaf },
  },
]

const writes: ImportCase[] = [
  {
    rule: 'queries-never-write',
    offends: {
      'lib/billing/order/writes.queries.ts': uses('./place-order.command'),
      'lib/billing/order/place-order.command.ts': leaf,
    },
    innocent: {
      'lib/billing/order/orders.queries.ts': uses('./order.rules'),
      'lib/billing/order/order.rules.ts': leaf,
    },
  },
  {
    rule: 'a-write-keeps-to-its-own-tables',
    offends: {
      'lib/billing/payment/reaches.command.ts': uses('@/db/schema/order'),
      'db/schema/order.ts': leaf,
    },
    innocent: { 'lib/billing/order/own.command.ts': uses('@/db/schema/order'), 'db/schema/order.ts': leaf },
  },
  {
    rule: 'a-write-keeps-to-its-own-tables',
    offends: { 'lib/billing/payment/barrel-many.step.ts': uses('@/db/schema'), 'db/schema/index.ts': leaf },
  },
  {
    rule: 'a-write-keeps-to-its-own-tables',
    offends: { 'lib/billing/payment/reaches.load.ts': uses('@/db/schema/order'), 'db/schema/order.ts': leaf },
    innocent: { 'lib/billing/order/own.load.ts': uses('@/db/schema/order'), 'db/schema/order.ts': leaf },
  },
  {
    rule: 'a-write-stays-inside',
    offends: {
      'lib/billing/payment/calls.command.ts': uses('@/lib/gateway/alipay/pay'),
      'lib/gateway/alipay/pay.ts': leaf,
    },
    innocent: {
      'lib/billing/payment/calls.flow.ts': uses('@/lib/gateway/alipay/pay'),
      'lib/gateway/alipay/pay.ts': leaf,
    },
  },
  {
    rule: 'a-write-stays-inside',
    offends: { 'lib/billing/payment/asks-settings.step.ts': uses('@/lib/env'), 'lib/env.ts': leaf },
  },
  {
    rule: 'a-write-stays-inside',
    offends: { 'lib/billing/payment/redirects.command.ts': uses('next/navigation') },
  },
  {
    rule: 'steps-belong-to-writes',
    offends: {
      'lib/billing/resource/grants.flow.ts': uses('./grant-package.step'),
      'lib/billing/resource/grant-package.step.ts': leaf,
    },
    innocent: {
      'lib/billing/resource/grants.command.ts': uses('./grant-package.step'),
      'lib/billing/resource/grant-package.step.ts': leaf,
    },
  },
  {
    rule: 'loads-need-a-transaction',
    offends: {
      'lib/billing/order/locks.flow.ts': uses('./order.load'),
      'lib/billing/order/order.load.ts': leaf,
    },
    innocent: {
      'lib/billing/payment/locks.command.ts': uses('../order/order.load'),
      'lib/billing/order/order.load.ts': leaf,
    },
  },
  {
    rule: 'connections-are-taken-by-the-command',
    offends: { 'lib/billing/order/connects.queries.ts': uses('@/db/client'), 'db/client.ts': leaf },
    innocent: {
      'lib/billing/order/handed.command.ts': names('@/db/client'),
      'lib/command/enter.ts': uses('@/db/client'),
      'db/client.ts': leaf,
    },
  },
]

const neighbours: ImportCase[] = [
  {
    rule: 'gateways-are-called-between-transactions',
    offends: {
      'app/(portal)/pay/page.tsx': uses('@/lib/gateway/alipay/pay'),
      'lib/gateway/alipay/pay.ts': leaf,
    },
    innocent: {
      'app/api/payments/alipay/notify/route.ts': uses('@/lib/gateway/alipay/pay'),
      'app/api/payments/wechatpay/refund-notify/route.ts': uses('@/lib/gateway/alipay/pay'),
      'lib/billing/payment/sweep.job.ts': uses('@/lib/gateway/alipay/pay'),
      'lib/gateway/alipay/pay.ts': leaf,
    },
  },
  {
    rule: 'settlement-owns-no-table',
    offends: { 'lib/billing/settlement/settle.ts': uses('@/db/schema/order'), 'db/schema/order.ts': leaf },
    innocent: {
      'lib/billing/settlement/refund.command.ts': uses('../order/order.load'),
      'lib/billing/order/order.load.ts': leaf,
    },
  },
  {
    rule: 'settlement-is-called-by-doors-and-jobs',
    offends: {
      'lib/billing/payment/settles.flow.ts': uses('../settlement/leaf'),
      'lib/billing/settlement/leaf.ts': leaf,
    },
    innocent: {
      'lib/billing/payment/settles.job.ts': uses('../settlement/leaf'),
      'app/api/payments/settle/route.ts': uses('@/lib/billing/settlement/leaf'),
      'lib/billing/settlement/leaf.ts': leaf,
    },
  },
  {
    rule: 'simulators-never-import-the-product',
    offends: { 'simulators/alipay/borrows.ts': uses('../../lib/kernel/money'), 'lib/kernel/money.ts': leaf },
    innocent: { 'simulators/alipay/own.ts': uses('../state'), 'simulators/state.ts': leaf },
  },
  {
    rule: 'the-product-never-imports-simulators',
    offends: { 'lib/web/peeks.ts': uses('../../simulators/state'), 'simulators/state.ts': leaf },
    innocent: { 'tests/support/against.ts': uses('../../simulators/state'), 'simulators/state.ts': leaf },
  },
]

const tidiness: ImportCase[] = [
  {
    rule: 'no-cycles',
    offends: { 'lib/web/egg.ts': uses('./hen'), 'lib/web/hen.ts': uses('./egg') },
    innocent: { 'lib/web/nest.ts': uses('./egg'), 'lib/web/egg.ts': leaf },
  },
  {
    rule: 'no-orphans',
    offends: { 'lib/web/alone.ts': leaf },
    innocent: { 'app/(portal)/quiet/page.tsx': leaf },
  },
  {
    rule: 'no-junk-drawers',
    offends: { 'lib/web/date-utils.ts': uses('./day'), 'lib/web/day.ts': leaf },
    innocent: { 'app/admin/service-keys/page.tsx': uses('@/lib/web/day'), 'lib/web/day.ts': leaf },
  },
  {
    rule: 'no-junk-drawers',
    offends: { 'lib/billing/order/process-order.ts': uses('@/lib/web/day'), 'lib/web/day.ts': leaf },
  },
  {
    rule: 'nobody-opens-a-junk-drawer',
    offends: { 'lib/web/opens.ts': uses('./helpers/day'), 'lib/web/helpers/day.ts': leaf },
  },
]

export const importCases = [pureCode, doorsAndLooks, writes, roomCases, neighbours, tidiness].flat()
