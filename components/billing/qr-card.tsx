import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { Spinner } from '@/components/ui/spinner'
import { MethodIcon } from './method-icon'

export type QrCardProps = {
  /** The word for the method, "WeChat Pay". */
  method: string
  amount: string
  /** The code as SVG, dark on nothing; the frame brings the white ground and the quiet zone. */
  code: ReactNode
  /** What the code is, for screen readers. */
  codeName: string
  /** `waiting` shows the code, `expired` fades it under `retry`, `paid` gives its place to a check mark. */
  state: 'waiting' | 'expired' | 'paid'
  /** A Countdown. */
  countdown?: ReactNode
  /** Under the bar: "Waiting for payment", or what happened. */
  status: ReactNode
  note?: ReactNode
  /** Over an expired code: Pay Now. Below a paid one: View order. */
  action?: ReactNode
  /** Below a hairline at the foot, e.g. a link for demonstrations. */
  foot?: ReactNode
}

/** The card that is scanned: always a white ground, in dark too. */
export function QrCard(props: QrCardProps) {
  const { method, amount, code, codeName, state, countdown, status, note, action, foot } = props
  return (
    <section className="rounded-lg border bg-surface text-center">
      <div className="mx-auto max-w-[278px] px-4 py-7">
        <p className="flex items-center justify-center gap-2 text-14 font-semibold">
          <MethodIcon method="wechatpay" />
          {method}
        </p>
        <p className="mt-3 mb-4 text-28 font-semibold">{amount}</p>
        {state === 'paid' ? (
          <span className="mx-auto grid size-16 place-items-center rounded-full bg-good-soft text-good">
            <Icon name="check" size={32} />
          </span>
        ) : (
          <div className="relative aspect-square rounded-xl border bg-white p-3">
            <div
              role="img"
              aria-label={codeName}
              className={`size-full text-black [&>svg]:size-full ${state === 'expired' ? 'opacity-8' : ''}`}
            >
              {code}
            </div>
            {state === 'expired' ? (
              <div className="absolute inset-0 grid place-items-center">{action}</div>
            ) : null}
          </div>
        )}
        {state === 'waiting' ? countdown : null}
        <div
          role="status"
          className={`mt-5 flex items-center justify-center gap-2 text-13 ${state === 'waiting' ? 'text-run' : 'font-semibold'}`}
        >
          {state === 'waiting' ? <Spinner /> : null}
          {status}
        </div>
        {note ? <p className="mt-1 text-12 text-text-3">{note}</p> : null}
        {state === 'paid' && action ? <div className="mt-4">{action}</div> : null}
      </div>
      {foot ? <div className="border-t px-4 py-4 text-12">{foot}</div> : null}
    </section>
  )
}
