import type { ShellFootProps } from '@/components/shell/shell-foot'
import { getTranslations } from '@/lib/web/translations'
import { chooseLocale, chooseTheme } from './actions'

/** Language and theme at the foot of every shell; a shell adds support and sign-out of its own. */
export async function preferencesFoot(): Promise<Pick<ShellFootProps, 'language' | 'theme'>> {
  const site = await getTranslations('site')
  return {
    language: { action: chooseLocale, value: site('languageValue'), label: site('language') },
    theme: { action: chooseTheme, darkLabel: site('dark'), lightLabel: site('light') },
  }
}
