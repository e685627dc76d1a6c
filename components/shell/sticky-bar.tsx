import type { ReactNode } from 'react'

export type PayBarProps = {
  /** Label left, amount right. */
  total: ReactNode
  /** What has to be ticked: between total and button in the card, above the bar on phones. */
  agreement?: ReactNode
  /** The final button. */
  children: ReactNode
}

/** The end of a form that costs money: in its card on wide screens; amount and button in one bar at the bottom of a phone. */
export function PayBar({ total, agreement, children }: PayBarProps) {
  return (
    <div className="flex flex-col">
      <div className="sm:order-2">{agreement}</div>
      <div className="pay-bar">
        <div className="mb-3 flex items-baseline justify-between gap-4 sm:order-1 sm:mb-4">{total}</div>
        <div className="sm:order-3 sm:mt-4">{children}</div>
      </div>
    </div>
  )
}

/** The bar of a decision, always in sight: one sentence left, at the right what can be done. */
export function DecisionBar({ sentence, children }: { sentence?: ReactNode; children: ReactNode }) {
  return (
    <div className="decision-bar">
      <p className="max-w-[44ch] text-12 text-text-2">{sentence}</p>
      <div className="ml-auto flex flex-wrap items-start justify-end gap-x-4 gap-y-3">{children}</div>
    </div>
  )
}
