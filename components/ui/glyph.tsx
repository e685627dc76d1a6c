import type { ReactNode } from 'react'

export type GlyphProps = { d: string; size?: 12 | 14 | 16 | 20 | 32; label?: string; className?: string }

/**
 * An outline drawn from one path of `icon-paths.ts`. Client parts import the paths they need, so that no other is sent.
 * How it is drawn stands in `ui.css`: some forty of them are on a page of rows, each written twice.
 */
export function Glyph({ d, size = 16, label, className }: GlyphProps): ReactNode {
  const sized = size === 16 ? 'icon' : `icon icon-${size}`
  return (
    <svg
      viewBox="0 0 24 24"
      className={className ? `${sized} ${className}` : sized}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={d} />
    </svg>
  )
}
