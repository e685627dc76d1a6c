import type { ReactNode } from 'react'
import { preferencesFoot } from '@/app/preferences/shell-foot'
import { AuthShell } from '@/components/shell/auth-shell'
import { getTranslations } from '@/lib/web/translations'

export type AuthPageProps = { title: string; lead?: string; below?: ReactNode; children: ReactNode }

/** The one card of a page for strangers, with what all of them share. */
export async function AuthPage(props: AuthPageProps) {
  const site = await getTranslations('site')
  return (
    <AuthShell
      {...props}
      product={site('product')}
      initial={site('initial')}
      labels={{ skip: site('skip') }}
      foot={await preferencesFoot()}
    />
  )
}
