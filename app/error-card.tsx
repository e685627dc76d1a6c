'use client'

import { buttonClass } from '@/components/ui/button-class'

export type Failure = { error: Error & { digest?: string }; reset: () => void }

/**
 * Texts of an error cannot be asked of the server that just failed, and both languages are short: each is shown to
 * its readers by the document's own language.
 */
const texts = {
  en: {
    title: 'This page could not be shown',
    lead: 'Something failed on our side. Try again in a moment.',
    again: 'Try again',
    reference: 'Reference',
  },
  'zh-CN': {
    title: '页面无法显示',
    lead: '系统出错，稍后重试。',
    again: '重试',
    reference: '参考号',
  },
}

export function ErrorCard({ error, reset }: Failure) {
  const locale = typeof document !== 'undefined' && document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en'
  const text = texts[locale]
  return (
    <main className="mx-auto max-w-[400px] px-4 py-16" role="alert">
      <h1 className="text-20 font-semibold">{text.title}</h1>
      <p className="mt-1 text-text-2">{text.lead}</p>
      {error.digest ? (
        <p className="mt-3 text-12 text-text-3">
          {text.reference} <span className="font-mono select-all">{error.digest}</span>
        </p>
      ) : null}
      <button type="button" onClick={reset} className={buttonClass({ size: 40, variant: 'primary' }, 'mt-5')}>
        {text.again}
      </button>
    </main>
  )
}
