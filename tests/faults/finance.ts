import { createHash, randomUUID } from 'node:crypto'
import { staffActor, type StaffActor } from '@/lib/auth/actor'
import type { StaffRole } from '@/lib/auth/permissions'
import { storeFile } from '@/lib/billing/file/store-file.command'
import { approveTransfer } from '@/lib/billing/settlement/approve-transfer.command'
import { confirmTransfer } from '@/lib/billing/settlement/confirm-transfer.command'
import { submitVoucher } from '@/lib/billing/settlement/submit-voucher.command'
import { dayOf } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { formatYuan, fen } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import type { Shop } from './shop'
import { Away, patiently } from './until'

const PEOPLE = ['finance@billing.example', 'finance2@billing.example']

/** The bank transfer of a customer and the two people of the back office who look into it, by the product's commands. */
export class Finance {
  private staff: StaffActor[] = []

  constructor(private readonly shop: Shop) {}

  /** Uploads and submits a voucher; null where the order has been paid or ended meanwhile. */
  async claim(orderId: string): Promise<string | null> {
    const customer = await patiently(() => tried(() => this.shop.actor()))
    const content = Buffer.from(randomUUID())
    const sha256 = createHash('sha256').update(content).digest('hex')
    const slip = {
      purpose: 'voucher',
      name: 'slip.png',
      type: 'image/png',
      sha256,
      size: content.length,
      content,
    }
    const { fileId } = await patiently(() =>
      tried(() => storeFile(customer, { fileId: randomUUID(), ...slip })),
    )
    const transferId = newId()
    return orRefused(() => submitVoucher(customer, { transferId, orderId, fileId }).then(() => transferId))
  }

  /** Confirms that the bank shows the whole amount; where that takes a second person, another one agrees. */
  async confirm(orderId: string, transferId: string): Promise<void> {
    const [first, second] = await patiently(() => tried(() => this.people()))
    if (!first || !second) throw new Error('two people of the back office are needed')
    const amount = await patiently(() => tried(() => this.shop.amountOf(orderId)))
    const shown = {
      ...{ transferId, seen: '', receivedAmount: formatYuan(fen(amount)), receivedOn: dayOf(new Date()) },
      ...{ payerName: '杭州云杉科技有限公司', payerAccount: '571900123410901', remark: '' },
    }
    await orRefused(() => confirmTransfer(first, { ...shown, bankReference: `B${transferId}` }))
    const seen = await patiently(() => tried(() => this.shop.waitingForSecond(transferId)))
    if (seen !== null) await orRefused(() => approveTransfer(second, { transferId, seen }))
  }

  private async people(): Promise<StaffActor[]> {
    if (this.staff.length > 0) return this.staff
    const rows = await this.shop.sql<{ userId: string; email: string; roles: StaffRole[] }[]>`
      select u.id as "userId", u.email, array_to_json(s.roles) as roles from users u join staff s on s.user_id = u.id
      where u.email in ${this.shop.sql(PEOPLE)} order by u.email`
    this.staff = rows.map((row) =>
      staffActor({ ...row, sessionId: newId(), name: row.email, locale: 'en', sellerId: null }),
    )
    return this.staff
  }
}

/** Done again while the product cannot; null where it says no, as it does to what a cut answer had done after all. */
async function orRefused<T>(work: () => Promise<T>): Promise<T | null> {
  return patiently(() => tried(work)).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
}

/** Whatever is no refusal is the database that is away. */
async function tried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Refusal ? error : new Away('the database is away', { cause: error })
  }
}
