export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'link'

export type ButtonLook = {
  /** At most one primary on a page. */
  variant?: ButtonVariant | undefined
  /** Height; 40 is the page's final button and grows to 44 on phones. */
  size?: 32 | 36 | 40 | 44 | undefined
  block?: boolean | undefined
}

export function buttonClass({ variant = 'secondary', size = 32, block }: ButtonLook, className = ''): string {
  return `btn btn-${size} btn-${variant}${block ? ' w-full' : ''}${className ? ` ${className}` : ''}`
}
