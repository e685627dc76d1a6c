import { CopyButton } from '@/components/ui/copy-button'
import { MethodIcon } from '@/components/billing/method-icon'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import type { Policy } from '@/lib/billing/policy/policy.rules'
import { formatYuan } from '@/lib/kernel/money'
import { formatCode, formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../../order-words'
import { VoucherForm } from './voucher-form'

export type TransferCardProps = {
  order: OrderView
  /** Of the attempt: what the bank has to be told. */
  remark: string
  payee: Policy['payee']
  /** Why the form without script was refused; null otherwise. */
  refused: string | null
}

/** Where to transfer what, and the voucher once it is done. */
export async function TransferCard({ order, remark, payee, refused }: TransferCardProps) {
  const [text, words] = await Promise.all([getTranslations('pay.transfer'), orderWords()])
  const dueFen = outstandingOf(order)
  return (
    <section className="rounded-lg border bg-surface" aria-labelledby="transfer">
      <div className="border-b p-5 max-sm:p-4">
        <h2 id="transfer" className="mb-1 flex items-center gap-2 text-14 font-semibold">
          <MethodIcon method="transfer" />
          {text('title')}
        </h2>
        <p className="mb-3 text-12 text-text-3">{text('lead')}</p>
        <noscript>
          <style>{'.copies button{display:none}'}</style>
        </noscript>
        <dl className="copies">
          <Row label={text('payee')} value={payee.name} copied={payee.name} />
          <Row label={text('bank')} value={payee.bank} copied={payee.bank} />
          <Row label={text('account')} value={formatCode(payee.account)} copied={payee.account} />
          <Row label={text('amount')} value={formatMoney(dueFen)} copied={formatYuan(dueFen)} strong />
          <Row label={text('remark')} value={formatCode(remark)} copied={remark} strong />
        </dl>
        <p className="mt-3 text-12 text-text-2">
          {order.heldFen > 0n
            ? text('keptForRest')
            : text('until', { moment: words.moment(order.expiresAt) })}
        </p>
      </div>
      <div className="p-5 max-sm:p-4">
        <VoucherForm orderId={order.id} refused={refused} />
      </div>
    </section>
  )
}

type RowProps = { label: string; value: string; copied: string; strong?: boolean }

async function Row({ label, value, copied, strong }: RowProps) {
  const text = await getTranslations('pay.transfer')
  return (
    <div className="relative min-h-12 border-b py-1.5 pr-24 last:border-0">
      <dt className="text-12 text-text-3">{label}</dt>
      <dd className={`break-words ${strong ? 'text-14 font-semibold' : ''}`}>
        <span>{value}</span>
        <span className="absolute inset-y-0 right-0 flex items-center">
          <CopyButton
            variant="link"
            value={copied}
            label={text('copy')}
            copiedLabel={text('copied')}
            what={label}
          />
        </span>
      </dd>
    </div>
  )
}
