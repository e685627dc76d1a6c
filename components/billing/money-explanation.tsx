import type { ReactNode } from 'react'
import { formatMoney } from '@/lib/web/format'
import { fills, type ChartColour } from '../chart/scale'
import { MoneyText } from './money-text'

export type MoneyPart = {
  label: string
  /** Why it does not count. */
  why?: string
  amount: bigint
  colour: ChartColour
}

export type MoneyExplanationProps = {
  /** What is explained in the end, first in the bar. */
  result: { label: string; amount: bigint }
  /** What it begins with. */
  from: { label: string; amount: bigint }
  /** What is taken away in between, in this order; nothing is left out of what is not zero. */
  parts: readonly MoneyPart[]
  /** The accessible name of the bar: one sentence. */
  name: string
}

/** Why an amount is no larger: a bar of its parts, then the sum line by line in the same order. */
export function MoneyExplanation({ result, from, parts, name }: MoneyExplanationProps) {
  const shown = parts.filter(({ amount }) => amount > 0n)
  const bar = [{ amount: result.amount, fill: 'fill-good' }].concat(
    shown.map(({ amount, colour }) => ({ amount, fill: fills[colour] })),
  )
  return (
    <div>
      <Bar name={name} parts={bar.filter(({ amount }) => amount > 0n)} />
      <dl className="mt-2 text-13">
        <Line label={from.label} amount={<MoneyText amount={from.amount} />} />
        {shown.map(({ label, why, amount, colour }) => (
          <Line
            key={label}
            label={label}
            why={why}
            fill={fills[colour]}
            amount={<MoneyText amount={-amount} />}
          />
        ))}
        <Line label={result.label} fill="fill-good" amount={formatMoney(result.amount)} strong />
      </dl>
    </div>
  )
}

type BarProps = { name: string; parts: readonly { amount: bigint; fill: string }[] }

/** In ten-thousandths of the whole, which is as fine as a screen shows. */
function Bar({ name, parts }: BarProps) {
  const sum = (count: number) => parts.slice(0, count).reduce((all, { amount }) => all + amount, 0n)
  const whole = sum(parts.length)
  const place = (count: number) => (sum(count) * 10_000n) / whole
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox="0 0 10000 12"
      preserveAspectRatio="none"
      className="h-3 w-full"
    >
      {parts.map(({ fill }, at) => {
        const width = place(at + 1) - place(at)
        return (
          <rect
            key={fill}
            x={String(place(at))}
            width={String(width > GAP ? width - GAP : width)}
            height="12"
            className={fill}
          />
        )
      })}
    </svg>
  )
}

/** About two pixels of a card. */
const GAP = 60n

type LineProps = {
  label: string
  why?: string | undefined
  fill?: string
  amount: ReactNode
  strong?: boolean
}

function Line({ label, why, fill, amount, strong = false }: LineProps) {
  return (
    <div
      className={`flex items-baseline justify-between gap-6 border-b py-2 last:border-0 ${strong ? 'font-semibold' : ''}`}
    >
      <dt className="min-w-0">
        {fill ? (
          <svg aria-hidden viewBox="0 0 8 8" className="mr-2 inline-block size-2">
            <rect width="8" height="8" rx="2" className={fill} />
          </svg>
        ) : null}
        {label}
        {why ? <span className="block text-12 text-text-3">{why}</span> : null}
      </dt>
      <dd className="shrink-0 text-right">{amount}</dd>
    </div>
  )
}
