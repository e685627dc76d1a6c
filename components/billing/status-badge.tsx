import type { ReactNode } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import type { IconName } from '@/components/ui/icon'

type Look = readonly [Tone, IconName]

/** Tone by who has to act; the words are passed in, translated. */
const order = {
  'pending-payment': ['wait', 'wallet'],
  'awaiting-confirmation': ['run', 'hourglass'],
  paid: ['good', 'check'],
  cancelled: ['idle', 'x'],
  expired: ['idle', 'clockAlert'],
  'partially-refunded': ['idle', 'undo2'],
  refunded: ['idle', 'undo2'],
} as const satisfies Record<string, Look>

const application = {
  'under-review': ['run', 'hourglass'],
  rejected: ['bad', 'circleX'],
  issuing: ['run', 'loader'],
  'issue-failed': ['bad', 'triangleAlert'],
  issued: ['good', 'check'],
  shipped: ['good', 'truck'],
  withdrawn: ['idle', 'undo2'],
  'return-requested': ['run', 'rotateCcw'],
  returned: ['idle', 'rotateCcw'],
} as const satisfies Record<string, Look>

const correction = {
  requested: ['run', 'rotateCcw'],
  refused: ['bad', 'circleX'],
  cancelled: ['idle', 'undo2'],
  reversing: ['run', 'loader'],
  stuck: ['bad', 'triangleAlert'],
  done: ['good', 'check'],
} as const satisfies Record<string, Look>

const authentication = {
  'not-submitted': ['wait', 'circleDashed'],
  'under-review': ['run', 'hourglass'],
  authenticated: ['good', 'badgeCheck'],
  rejected: ['bad', 'circleX'],
  replaced: ['idle', 'rotateCcw'],
} as const satisfies Record<string, Look>

const statement = {
  settled: ['good', 'check'],
  owed: ['wait', 'wallet'],
} as const satisfies Record<string, Look>

const run = {
  running: ['run', 'loader'],
  done: ['good', 'check'],
  failed: ['bad', 'triangleAlert'],
  parked: ['bad', 'circlePause'],
} as const satisfies Record<string, Look>

const payment = {
  open: ['run', 'hourglass'],
  settled: ['good', 'check'],
  closed: ['idle', 'x'],
  failed: ['bad', 'triangleAlert'],
  suspense: ['wait', 'circleAlert'],
} as const satisfies Record<string, Look>

const transfer = {
  awaiting: ['run', 'hourglass'],
  checking: ['run', 'eye'],
  confirmed: ['good', 'check'],
  rejected: ['bad', 'circleX'],
} as const satisfies Record<string, Look>

const refund = {
  requested: ['wait', 'hourglass'],
  declined: ['idle', 'x'],
  approved: ['run', 'hourglass'],
  processing: ['run', 'loader'],
  abnormal: ['bad', 'triangleAlert'],
  closed: ['idle', 'x'],
  done: ['good', 'check'],
} as const satisfies Record<string, Look>

const suspense = {
  open: ['wait', 'circleAlert'],
  assigning: ['wait', 'hourglass'],
  assigned: ['good', 'check'],
  refunding: ['run', 'undo2'],
  refunded: ['idle', 'undo2'],
  noted: ['idle', 'check'],
} as const satisfies Record<string, Look>

const looks = {
  order,
  application,
  correction,
  authentication,
  statement,
  run,
  payment,
  transfer,
  refund,
  suspense,
}
type Looks = typeof looks

export type StatusBadgeProps = {
  [Kind in keyof Looks]: { of: Kind; status: keyof Looks[Kind]; children: ReactNode }
}[keyof Looks]

/** `<StatusBadge of="order" status="paid">Paid</StatusBadge>` */
export function StatusBadge({ of, status, children }: StatusBadgeProps) {
  const [tone, icon] = lookOf(of, status)
  return (
    <Badge tone={tone} icon={icon}>
      {children}
    </Badge>
  )
}

/** Tone and icon of a status, for timelines and lists that draw them in another shape. */
export function lookOf<Kind extends keyof Looks>(of: Kind, status: keyof Looks[Kind] & string): Look
export function lookOf(of: keyof Looks, status: string): Look
export function lookOf(of: keyof Looks, status: string): Look {
  const table: Partial<Record<string, Look>> = looks[of]
  return table[status] ?? ['idle', 'info']
}
