import { Glyph } from './glyph'
import { loader } from './icon-paths'

/** Turns while something is under way; reads "…" where motion is unwanted. */
export function Spinner() {
  return (
    <span className="spinner" aria-hidden>
      <Glyph d={loader} />
    </span>
  )
}
