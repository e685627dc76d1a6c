import type { Axis } from './scale'

/** Horizontal rules with their numbers at the left; no vertical line. */
export function AxisRules({ axis, left, right }: { axis: Axis; left: number; right: number }) {
  return (
    <g className="fill-text-3 text-12">
      {axis.ticks.map((tick) => (
        <g key={tick.y}>
          <line x1={left} x2={right} y1={tick.y} y2={tick.y} className="stroke-line" />
          <text x={left - 8} y={tick.y + 4} textAnchor="end">
            {tick.text}
          </text>
        </g>
      ))}
    </g>
  )
}
