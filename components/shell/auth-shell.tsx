import type { ReactNode } from 'react'
import { SkipLink } from '@/components/ui/skip-link'
import { ShellFoot, type ShellFootProps } from './shell-foot'

export type AuthShellProps = {
  product: string
  initial: string
  title: ReactNode
  /** One sentence below the title. */
  lead?: ReactNode
  children: ReactNode
  /** Links below the card, e.g. to sign-up. */
  below?: ReactNode
  foot: ShellFootProps
  labels: { skip: string }
}

/** A page for strangers: one card in the middle, language and theme below it. */
export function AuthShell({ product, initial, title, lead, children, below, foot, labels }: AuthShellProps) {
  return (
    <div className="flex min-h-dvh flex-col items-center bg-canvas px-4 py-8 sm:py-16">
      <SkipLink label={labels.skip} />
      <main id="main" tabIndex={-1} className="w-full max-w-[400px] outline-none">
        <p className="mb-5 flex items-center justify-center gap-2.5 text-14 font-semibold">
          <span
            aria-hidden
            className="grid size-7 place-items-center rounded-md bg-accent text-13 text-white"
          >
            {initial}
          </span>
          {product}
        </p>
        <div className="rounded-lg border bg-surface p-6 max-sm:p-5">
          <h1 className="text-20 font-semibold">{title}</h1>
          {lead ? <p className="mt-1 text-13 text-text-2">{lead}</p> : null}
          <div className="mt-5">{children}</div>
        </div>
        {below ? <p className="mt-4 text-center text-13 text-text-2">{below}</p> : null}
      </main>
      <footer className="mt-auto pt-8">
        <ShellFoot {...foot} inline />
      </footer>
    </div>
  )
}
