import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import { buttonClass, type ButtonLook } from './button-class'

type Content = ButtonLook & { children: ReactNode; icon?: IconName; iconAfter?: IconName }

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
