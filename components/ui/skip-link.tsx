/** The first stop of the keyboard on every page. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="btn btn-36 btn-primary fixed top-2 left-2 z-50 not-focus:pointer-events-none not-focus:opacity-0"
    >
      {label}
    </a>
  )
}
