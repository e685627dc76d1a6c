import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import { buttonClass, type ButtonLook } from './button-class'
import { Spinner } from './spinner'

type Content = ButtonLook & { children: ReactNode; icon?: IconName; iconAfter?: IconName }

export type ButtonProps = Content & { pending?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>

/** A button that is there without script. Inside a form that waits for its answer use `form/submit-button`. */
export function Button({
  variant,
  size,
  block,
  icon,
  iconAfter,
  pending,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ variant, size, block }, className)}
      {...(pending ? { 'aria-disabled': true, 'data-pending': '' } : {})}
    >
      {pending ? <Spinner /> : icon ? <Icon name={icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} /> : null}
    </button>
  )
}

export type ButtonLinkProps = Content & {
  href: string
  className?: string
  download?: boolean
  target?: '_blank'
  rel?: string
  lang?: string
}

/** A link that looks like a button. */
export function ButtonLink({
  variant,
  size,
  block,
  icon,
  iconAfter,
  children,
  className,
  ...rest
}: ButtonLinkProps) {
  return (
    <a {...rest} className={buttonClass({ variant, size, block }, className)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} /> : null}
    </a>
  )
}
