import type { ReactNode } from 'react'
import { MethodIcon } from '@/components/billing/method-icon'
import { Icon } from '@/components/ui/icon'
import { Spinner } from '@/components/ui/spinner'

export type StatusCardProps = {
  channel: 'wechatpay' | 'alipay' | 'transfer'
  method: string
  amount: string
  state: 'waiting' | 'stopped' | 'paid'
  countdown?: ReactNode
  status: ReactNode
  note?: ReactNode
  action?: ReactNode
}

/** Where a payment stands that has nothing to scan: the sibling of QrCard. */
export function StatusCard(props: StatusCardProps) {
  const { channel, method, amount, state, countdown, status, note, action } = props
  const tone = { waiting: 'text-run', stopped: 'font-semibold', paid: 'font-semibold text-good' }[state]
  return (
    <section className="rounded-lg border bg-surface text-center">
      <div className="mx-auto max-w-[320px] px-4 py-7">
        <p className="flex items-center justify-center gap-2 text-14 font-semibold">
          <MethodIcon method={channel} />
          {method}
        </p>
        <p className="mt-3 mb-4 text-28 font-semibold">{amount}</p>
        {state === 'paid' ? (
          <span className="mx-auto grid size-16 place-items-center rounded-full bg-good-soft text-good">
            <Icon name="check" size={32} />
          </span>
        ) : null}
        {countdown}
        <p className={`mt-5 flex items-center justify-center gap-2 text-13 ${tone}`}>
          {state === 'waiting' ? <Spinner /> : null}
          {status}
        </p>
        {note ? <p className="mt-1 text-12 text-text-3">{note}</p> : null}
        {action ? <div className="mt-4">{action}</div> : null}
      </div>
    </section>
  )
}
