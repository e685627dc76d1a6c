'use client'

import { Glyph } from '@/components/ui/glyph'
import { menu, triangleAlert } from '@/components/ui/icon-paths'
import { buttonClass } from '@/components/ui/button-class'

/** The server that failed cannot be asked for a text, so both languages travel along; the document says which. */
const texts = {
  en: {
    title: 'This page could not be shown.',
    lead: 'Something failed on our side. Nothing was changed; try again in a moment.',
    again: 'Try again',
    reference: 'Reference',
    menu: 'Menu',
  },
  'zh-CN': {
    title: '页面无法显示。',
    lead: '系统出错，未作任何改动。稍后重试。',
    again: '重试',
    reference: '参考号',
    menu: '菜单',
  },
}

type Failure = { error: Error & { digest?: string }; reset: () => void }

/** A page of the portal that failed: the navigation stays, the note stands in place of the page. */
export default function PortalError({ error, reset }: Failure) {
  const locale = typeof document !== 'undefined' && document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en'
  const text = texts[locale]
  return (
    <div className="pt-3 lg:pt-0">
      <button
        type="button"
        popoverTarget="navigation"
        aria-label={text.menu}
        className="mb-2 grid size-11 place-items-center rounded-md hover:bg-hover lg:hidden"
      >
        <Glyph d={menu} size={20} />
      </button>
      <div role="alert" className="flex gap-2.5 rounded-lg bg-bad-soft px-3.5 py-3 text-13 text-text-2">
        <Glyph d={triangleAlert} className="mt-0.5 shrink-0 text-bad" />
        <div className="min-w-0 flex-1">
          <h1 className="font-semibold text-text">{text.title}</h1>
          <p>{text.lead}</p>
          {error.digest ? (
            <p className="mt-1 text-12">
              {text.reference} <span className="font-mono select-all">{error.digest}</span>
            </p>
          ) : null}
          <button type="button" onClick={reset} className={buttonClass({}, 'mt-3')}>
            {text.again}
          </button>
        </div>
      </div>
    </div>
  )
}
