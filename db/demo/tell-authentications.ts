import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { announcedDays } from '@/db/announced-days'
import type { OwnerTx } from '@/db/owner'
import { authentications } from '@/db/schema/authentication'
import { files } from '@/db/schema/file'
import { seal } from '@/lib/auth/seal'
import { doubtsOf, REVIEW_DAYS, type Claim } from '@/lib/billing/authentication/authentication.rules'
import { sameTimeOfWorkingDay } from '@/lib/billing/calendar/calendar.rules'
import { lastOf } from '@/lib/billing/authentication/id-number.rules'
import { addHours } from '@/lib/kernel/calendar'
import type { Books } from './books'
import type { Dice } from './dice'
import type { Cast } from './people'

/** Drawn once, with a Chinese font that the machine which seeds may not have. */
const LICENCES = join(process.cwd(), 'db/demo/licences')

/** As announced when the demo begins. */
const CALENDAR = announcedDays()

/** Hours since the account was opened, or, as a negative number, before now. */
type When = number

type Story = {
  key: string
  name: string
  /** Of an enterprise, with the picture of its licence. */
  taxpayerId?: string
  licence?: string
  /** Of a person: a number that holds and that nobody has, since there is no region 100000. */
  idNumber?: string
  submitted: When
  decided?: When
  rejectReason?: string
}

const ACME = '91330108MA2H1U8T1E'
const GLOBEX = '91440300MA5GLBX726'
const CHENGMING = '91310115MA1K4C9D5Q'

/** In the order in which each account submitted. An approval replaces the one before it. */
const stories: readonly Story[] = [
  {
    key: 'acme',
    name: '杭州云杉网络技术有限公司',
    taxpayerId: ACME,
    licence: 'acme-former',
    submitted: 2,
    decided: 7,
  },
  {
    key: 'acme',
    name: '杭州云杉科技有限公司',
    taxpayerId: ACME,
    licence: 'acme',
    submitted: 3_100,
    decided: 3_122,
  },
  {
    key: 'globex',
    name: 'Globex 环球贸易（深圳）有限公司',
    taxpayerId: GLOBEX,
    licence: 'globex',
    submitted: 3,
    decided: 25,
  },
  { key: 'li.lei', name: '李雷', idNumber: '100000199003077631', submitted: 1, decided: 6 },
  {
    key: 'chengming',
    name: '上海澄明信息技术有限公司',
    taxpayerId: CHENGMING,
    licence: 'chengming-former',
    submitted: 4,
    decided: 27,
  },
  {
    key: 'chengming',
    name: '上海澄明数字科技有限公司',
    taxpayerId: CHENGMING,
    licence: 'chengming',
    submitted: -20,
  },
  {
    key: 'yuanshan',
    name: '成都远山软件有限公司',
    taxpayerId: '91510100MA6CT3QE4P',
    licence: 'yuanshan',
    submitted: -122,
  },
  {
    key: 'ludao',
    name: '厦门鹭岛数据服务有限公司',
    taxpayerId: '91350203MA34P7RU9C',
    licence: 'ludao',
    submitted: -75,
    decided: -51,
    rejectReason: '营业执照图片右侧被裁切，看不到登记机关。请上传完整的图片。',
  },
  {
    key: 'shiguang',
    name: '南京拾光𬭎图网络科技有限公司',
    taxpayerId: '91320102MA1YHT6C8F',
    licence: 'shiguang',
    submitted: -5,
  },
  {
    key: 'qianhai',
    name: 'Globex 环球贸易（深圳）有限公司',
    taxpayerId: GLOBEX,
    licence: 'globex',
    submitted: -9,
  },
  { key: 'han.meimei', name: '韩梅梅', idNumber: '100000199511120026', submitted: -2 },
]

type Stage = { cast: Cast; books: Books; dice: Dice; now: Date }
type Row = typeof authentications.$inferInsert

/** Who the demo's accounts are: authenticated, renewed, rejected, waiting for a reviewer, one of them for too long. */
export async function plantAuthentications(tx: OwnerTx, stage: Stage): Promise<void> {
  const rows: Row[] = []
  for (const story of stories) {
    const former = rows.find(
      (row) => row.accountId === accountOf(stage, story).id && row.status === 'authenticated',
    )
    const row = tell(stage, story, former ?? null)
    if (story.licence) row.licenceId = await plantLicence(tx, row, story.licence)
    if (row.status === 'authenticated' && former)
      Object.assign(former, { status: 'replaced', replacedAt: row.decidedAt })
    rows.push(row)
  }
  await tx.insert(authentications).values(rows)
}

function tell(stage: Stage, story: Story, former: Row | null): Row {
  const { cast, dice, now } = stage
  const account = accountOf(stage, story)
  const { name: legalName, taxpayerId = null, idNumber, rejectReason = null } = story
  const moment = (when: When) => addHours(when < 0 ? now : account.openedAt, when)
  const submittedAt = moment(story.submitted)
  const decidedAt = story.decided === undefined ? null : moment(story.decided)
  const claim: Claim = { legalName, taxpayerId }
  const inForce = former && { legalName: former.legalName, taxpayerId: former.taxpayerId ?? null }
  const row: Row = {
    id: dice.idAt(submittedAt),
    accountId: account.id,
    kind: idNumber ? 'individual' : 'enterprise',
    status: decidedAt === null ? 'under-review' : rejectReason === null ? 'authenticated' : 'rejected',
    legalName,
    taxpayerId,
    idNumberSealed: idNumber && decidedAt === null ? seal(idNumber, account.id) : null,
    idNumberLast4: idNumber ? lastOf(idNumber) : null,
    doubts: doubtsOf(claim, account.name, inForce),
    submittedBy: account.buyers[0] ?? '',
    submittedAt,
    dueAt: sameTimeOfWorkingDay(submittedAt, REVIEW_DAYS, CALENDAR),
    decidedBy: decidedAt && (cast.users.get('reviewer@billing.example') ?? null),
    decidedAt,
    rejectReason,
    recordedAt: submittedAt,
  }
  audit(stage, row)
  return row
}

/** What the commands would have left in the audit log. */
function audit({ books }: Stage, row: Row): void {
  const { accountId, id: subjectId, kind, doubts, status } = row
  const about = { accountId, subjectId, detail: { kind, doubts: doubts.join(' ') } }
  const { submittedAt: at, submittedBy: userId } = row
  books.audit.push({
    command: 'authentication.submit',
    actorKind: 'member',
    userId,
    ...about,
    at,
    recordedAt: at,
  })
  if (!row.decidedAt) return
  const verb = status === 'rejected' ? 'reject' : 'approve'
  const decided = { userId: row.decidedBy ?? null, at: row.decidedAt, recordedAt: row.decidedAt }
  books.audit.push({ command: `authentication.${verb}`, actorKind: 'staff', ...about, ...decided })
}

async function plantLicence(tx: OwnerTx, row: Row, picture: string): Promise<string> {
  const content = readFileSync(join(LICENCES, `${picture}.png`))
  const id = randomUUID()
  await tx.insert(files).values({
    id,
    accountId: row.accountId,
    purpose: 'licence',
    name: '营业执照.png',
    type: 'image/png',
    sha256: createHash('sha256').update(content).digest('hex'),
    size: content.length,
    content,
    uploadedBy: row.submittedBy,
    uploadedAt: row.submittedAt,
  })
  return id
}

function accountOf({ cast }: Stage, { key }: Story) {
  const account = cast.accounts.get(key)
  if (!account) throw new Error(`the demo knows no account ${key}`)
  return account
}
