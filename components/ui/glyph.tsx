import type { ReactNode } from 'react'

export type GlyphProps = { d: string; size?: number; stroke?: number; label?: string; className?: string }

/** An outline drawn from one path of `icon-paths.ts`. Client parts import the paths they need, so that no other is sent. */
export function Glyph({ d, size = 16, stroke = 1.6, label, className }: GlyphProps): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={d} />
    </svg>
  )
}
