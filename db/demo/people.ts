import type { OwnerTx } from '@/db/owner'
import { accounts, members, staff, users, type memberRoles, type staffRoles } from '@/db/schema/account'
import { accountLedgers, ledgerAccounts } from '@/db/schema/ledger'
import { hashPassword } from '@/lib/auth/password'
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { ZERO } from '@/lib/kernel/money'
import type { Dice } from './dice'

/** The one password of everybody in the demo. */
const PASSWORD = 'Demo-pass-2026'

export const MARKER = 'owner@acme.example'

type Membership = { email: string; role: (typeof memberRoles)[number] }
type Customer = {
  key: string
  kind: 'enterprise' | 'individual'
  name: string
  /** Days before the history begins; a negative number is that many days before today instead. */
  openedDaysBefore: number
  members: readonly Membership[]
}

const owner = (email: string): Membership => ({ email, role: 'owner' })

const customers: readonly Customer[] = [
  {
    key: 'acme',
    kind: 'enterprise',
    name: '杭州云杉科技有限公司',
    openedDaysBefore: 460,
    members: [
      owner('owner@acme.example'),
      { email: 'finance@acme.example', role: 'finance' },
      { email: 'viewer@acme.example', role: 'viewer' },
    ],
  },
  {
    key: 'globex',
    kind: 'enterprise',
    name: 'Globex 环球贸易（深圳）有限公司',
    openedDaysBefore: 35,
    members: [owner('owner@globex.example'), { email: 'finance@acme.example', role: 'viewer' }],
  },
  {
    key: 'newco',
    kind: 'enterprise',
    name: 'NewCo 新科数据（宁波）有限公司',
    openedDaysBefore: -1,
    members: [owner('owner@newco.example')],
  },
  {
    key: 'li.lei',
    kind: 'individual',
    name: '李雷',
    openedDaysBefore: 12,
    members: [owner('li.lei@person.example')],
  },
  {
    key: 'chengming',
    kind: 'enterprise',
    name: '上海澄明信息技术有限公司',
    openedDaysBefore: 90,
    members: [owner('he.qing@chengming.example')],
  },
  {
    key: 'yuanshan',
    kind: 'enterprise',
    name: '成都远山软件有限公司',
    openedDaysBefore: 61,
    members: [owner('deng.bo@yuanshan.example')],
  },
  {
    key: 'ludao',
    kind: 'enterprise',
    name: '厦门鹭岛数据服务有限公司',
    openedDaysBefore: 20,
    members: [owner('lin.jie@ludao.example')],
  },
  {
    key: 'shiguang',
    kind: 'enterprise',
    name: '南京拾光图网络科技有限公司',
    openedDaysBefore: -4,
    members: [owner('luo.min@shiguang.example')],
  },
  {
    key: 'qianhai',
    kind: 'enterprise',
    name: 'Globex 环球贸易（深圳）有限公司前海分公司',
    openedDaysBefore: -2,
    members: [owner('qian.hai@globex.example')],
  },
  {
    key: 'han.meimei',
    kind: 'individual',
    name: '韩梅梅',
    openedDaysBefore: -1,
    members: [owner('han.meimei@person.example')],
  },
]

/** `silent`: has no password, so nobody signs in as them. */
const people: readonly { email: string; name: string; silent?: true }[] = [
  { email: 'owner@acme.example', name: '陈思远' },
  { email: 'finance@acme.example', name: '周雨桐' },
  { email: 'viewer@acme.example', name: '林子涵' },
  { email: 'owner@globex.example', name: '黄志强' },
  { email: 'owner@newco.example', name: '赵明轩' },
  { email: 'li.lei@person.example', name: '李雷' },
  { email: 'he.qing@chengming.example', name: '何清', silent: true },
  { email: 'deng.bo@yuanshan.example', name: '邓博', silent: true },
  { email: 'lin.jie@ludao.example', name: '林洁', silent: true },
  { email: 'luo.min@shiguang.example', name: '罗敏', silent: true },
  { email: 'qian.hai@globex.example', name: '钱海', silent: true },
  { email: 'han.meimei@person.example', name: '韩梅梅', silent: true },
  { email: 'admin@billing.example', name: '沈嘉禾' },
  { email: 'admin2@billing.example', name: '罗一鸣' },
  { email: 'reviewer@billing.example', name: '何雅琴' },
  { email: 'reviewer2@billing.example', name: '宋立诚' },
  { email: 'finance@billing.example', name: '顾晓雯' },
  { email: 'finance2@billing.example', name: '许文博' },
  { email: 'support@billing.example', name: '唐若曦' },
  { email: 'reviewer@dbmaker.example', name: '秦浩然' },
]

const backOffice: readonly { email: string; role: (typeof staffRoles)[number]; bound?: true }[] = [
  { email: 'admin@billing.example', role: 'admin' },
  { email: 'admin2@billing.example', role: 'admin' },
  { email: 'reviewer@billing.example', role: 'reviewer' },
  { email: 'reviewer2@billing.example', role: 'reviewer' },
  { email: 'finance@billing.example', role: 'finance' },
  { email: 'finance2@billing.example', role: 'finance' },
  { email: 'support@billing.example', role: 'support' },
  { email: 'reviewer@dbmaker.example', role: 'reviewer', bound: true },
]

export type DemoAccount = {
  id: string
  name: string
  openedAt: Date
  /** Who may order: owners and finance. */
  buyers: readonly string[]
}
export type Cast = { accounts: ReadonlyMap<string, DemoAccount>; users: ReadonlyMap<string, string> }

type Stage = { dice: Dice; historyFrom: Day; now: Date; dbMakerId: string }

/** Everybody who can sign in, the accounts they belong to, and the staff. */
export async function plantPeople(tx: OwnerTx, stage: Stage): Promise<Cast> {
  const opened = new Map(customers.map((customer) => [customer.key, openedAt(customer, stage)]))
  const first = opened.get('acme') ?? stage.now
  const ids = new Map(people.map((person) => [person.email, stage.dice.idAt(first)]))
  const hashes = await Promise.all(people.map(async ({ silent }) => (silent ? null : hashPassword(PASSWORD))))
  await tx.insert(users).values(
    people.map(({ email, name }, position) => ({
      id: idOf(ids, email),
      email,
      name,
      passwordHash: hashes[position] ?? null,
      emailVerifiedAt: first,
      createdAt: first,
    })),
  )
  const cast = await openAccounts(tx, stage, opened, ids)
  await tx.insert(staff).values(
    backOffice.map(({ email, role, bound }) => ({
      userId: idOf(ids, email),
      roles: [role],
      sellerId: bound ? stage.dbMakerId : null,
      createdAt: first,
    })),
  )
  return { accounts: cast, users: ids }
}

function openedAt({ openedDaysBefore }: Customer, { historyFrom, now }: Stage): Date {
  const from = openedDaysBefore < 0 ? dayOf(now) : historyFrom
  // Ten in the morning: offices are open.
  return new Date(startOfDay(addDays(from, -Math.abs(openedDaysBefore))).getTime() + 10 * 3_600_000)
}

async function openAccounts(
  tx: OwnerTx,
  { dice }: Stage,
  opened: ReadonlyMap<string, Date>,
  ids: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, DemoAccount>> {
  const rows = customers.map(({ key, kind, name }) => {
    const createdAt = opened.get(key) as Date
    const number = dayOf(createdAt).replaceAll('-', '') + dice.letters(8)
    return { key, id: dice.idAt(createdAt), number, kind, name, createdAt }
  })
  const accountIds = new Map(rows.map((row) => [row.key, row.id]))
  await tx.insert(accounts).values(rows.map(({ key: _key, ...row }) => row))
  await tx.insert(members).values(
    customers.flatMap((customer) =>
      customer.members.map(({ email, role }) => ({
        accountId: idOf(accountIds, customer.key),
        userId: idOf(ids, email),
        role,
        createdAt: opened.get(customer.key) as Date,
      })),
    ),
  )
  await tx.insert(ledgerAccounts).values(
    rows.flatMap((row) =>
      accountLedgers.map((ledger) => ({
        id: dice.idAt(row.createdAt),
        accountId: row.id,
        ledger,
        balanceFen: ZERO,
      })),
    ),
  )
  return new Map(
    customers.map(({ key, name, members: belonging }) => {
      const buyers = belonging.filter(({ role }) => role !== 'viewer').map(({ email }) => idOf(ids, email))
      return [key, { id: idOf(accountIds, key), name, openedAt: opened.get(key) as Date, buyers }]
    }),
  )
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the demo knows no ${key}`)
  return id
}
