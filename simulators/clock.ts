import type { Collection } from './state'

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000

/**
 * Business time: real time plus an offset that a test may set. Signatures and retries keep to real time,
 * so a product whose clock was moved forward can still talk to the simulators.
 */
export class Clock {
  constructor(private readonly settings: Collection<number>) {}

  now(): number {
    return Date.now() + this.offsetMs
  }

  get offsetMs(): number {
    return this.settings.get('clockOffsetMs') ?? 0
  }

  set offsetMs(value: number) {
    this.settings.put('clockOffsetMs', value)
  }
}

/** RFC 3339 in Beijing time, as WeChat Pay writes instants. */
export function rfc3339(ms: number): string {
  return `${beijing(ms).replace(' ', 'T')}+08:00`
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing time, as Alipay writes instants. */
export function beijing(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** The instant of an Alipay time; null when the text is not one. */
export function beijingToMs(value: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return null
  const ms = Date.parse(`${value.replace(' ', 'T')}+08:00`)
  return Number.isNaN(ms) ? null : ms
}

/** The instant of an RFC 3339 time with an offset; null when the text is not one. */
export function rfc3339ToMs(value: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) return null
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? null : ms
}
