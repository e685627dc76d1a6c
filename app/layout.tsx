import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { currentLocale, currentTheme } from '@/lib/web/preferences'
import { getTranslations } from '@/lib/web/translations'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const product = (await getTranslations('site'))('product')
  return { title: { default: product, template: `%s · ${product}` }, robots: { index: false, follow: false } }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

/** No page is ever prerendered: a prerendered one would carry no nonce, and none of its scripts would run. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const theme = await currentTheme()
  return (
    <html lang={await currentLocale()} {...(theme === 'system' ? {} : { 'data-theme': theme })}>
      <body>{children}</body>
    </html>
  )
}
