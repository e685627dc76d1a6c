import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { circleCheck, circleDashed, triangleAlert } from '@/components/ui/icon-paths'

export type Verdict = 'equal' | 'differs' | 'unknown'

/** One line of a comparison: what is judged, and what it is held against. */
export type EvidenceRow = { label: string; one: ReactNode; other: ReactNode; verdict: Verdict }

export type EvidenceTexts = Record<'caption' | 'what' | 'one' | 'other' | 'verdict' | Verdict, string>

const marks = { equal: circleCheck, differs: triangleAlert, unknown: circleDashed }
const inks = { equal: 'text-good', differs: 'text-wait', unknown: 'text-text-3' }

/** Two sides of one thing line by line, each with whether they are equal. */
export function EvidenceTable({ rows, texts }: { rows: readonly EvidenceRow[]; texts: EvidenceTexts }) {
  return (
    <table className="w-full text-13">
      <caption className="sr-only">{texts.caption}</caption>
      <thead>
        <tr className="text-left text-12 text-text-3">
          <th scope="col" className="h-9 border-b pr-3 font-semibold">
            <span className="sr-only">{texts.what}</span>
          </th>
          <th scope="col" className="border-b pr-3 font-semibold">
            {texts.one}
          </th>
          <th scope="col" className="border-b pr-3 font-semibold">
            {texts.other}
          </th>
          <th scope="col" className="border-b font-semibold">
            <span className="sr-only">{texts.verdict}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, one, other, verdict }) => (
          <tr key={label} className="align-top">
            <th scope="row" className="border-b py-2 pr-3 text-left font-normal text-text-3">
              {label}
            </th>
            <td className="border-b py-2 pr-3 wrap-anywhere">{one}</td>
            <td className="border-b py-2 pr-3 wrap-anywhere">{other}</td>
            <td className="border-b py-2">
              <span
                className={`inline-flex h-5 items-center gap-1.5 text-12 font-semibold whitespace-nowrap ${inks[verdict]}`}
              >
                <Glyph d={marks[verdict]} size={14} className="shrink-0" />
                {texts[verdict]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
