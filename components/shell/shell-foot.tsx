import { Icon } from '@/components/ui/icon'

type FormTarget = string | ((form: FormData) => void | Promise<void>)

export type ShellFootProps = {
  /** The other language, written in itself; posts `locale`. */
  language: { action: FormTarget; value: string; label: string }
  /** Posts `theme`: dark where it is light now, light where it is dark. */
  theme: { action: FormTarget; darkLabel: string; lightLabel: string }
  support?: { href: string; label: string }
  signOut?: { action: FormTarget; label: string }
  /** Where to go back to after a choice; posted as `returnTo`. */
  returnTo?: string
  /** Side by side instead of in rows, below a card. */
  inline?: boolean
}

/** Language, theme, support and sign-out at the foot of the sidebar; every choice is a form and works without script. */
export function ShellFoot({ language, theme, support, signOut, returnTo, inline }: ShellFootProps) {
  const back = returnTo ? <input type="hidden" name="returnTo" value={returnTo} /> : null
  return (
    <div
      className={
        inline
          ? 'flex flex-wrap justify-center gap-x-2 [&_.side-item]:w-auto'
          : 'mt-auto flex flex-col gap-0.5 pt-6'
      }
    >
      {inline ? null : <hr className="mb-2.5 border-line" />}
      <form {...target(language.action)}>
        {back}
        <button name="locale" value={language.value} lang={language.value} className="side-item">
          <Icon name="languages" />
          {language.label}
        </button>
      </form>
      <form {...target(theme.action)}>
        {back}
        <button name="theme" value="dark" className="side-item dark:hidden">
          <Icon name="moon" />
          {theme.darkLabel}
        </button>
        <button name="theme" value="light" className="side-item hidden dark:flex">
          <Icon name="sun" />
          {theme.lightLabel}
        </button>
      </form>
      {support ? (
        <a href={support.href} className="side-item">
          <Icon name="phone" />
          {support.label}
        </a>
      ) : null}
      {signOut ? (
        <form {...target(signOut.action)}>
          <button className="side-item">
            <Icon name="logOut" />
            {signOut.label}
          </button>
        </form>
      ) : null}
    </div>
  )
}

function target(action: FormTarget) {
  return typeof action === 'string' ? { action, method: 'post' as const } : { action }
}
