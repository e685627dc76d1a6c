import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { DataTable, type Column } from '@/components/table/data-table'
import { deviceOf } from '@/lib/billing/account/device.rules'
import type { SessionView } from '@/lib/billing/account/session.queries'
import { formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../../page-words'
import { endOtherSessionsAction, endSessionAction } from './actions'

/** Where the person is signed in, with a way out of each place but this one: that is Sign out. */
export async function SessionList({ sessions, current }: { sessions: SessionView[]; current: string }) {
  const [text, site, list] = await Promise.all([
    getTranslations('security'),
    getTranslations('site'),
    getTranslations('list'),
  ])
  const columns = await sessionColumns(current)
  return (
    <>
      <DataTable
        caption={text('sessions')}
        columns={columns}
        rows={sessions}
        rowKey={(session) => session.id}
        twoLine
      />
      <p className="mt-4 text-13 text-text-3">{list('zone')}</p>
      {sessions.length > 1 ? (
        <div className="mt-4">
          <ActionForm action={endOtherSessionsAction} summaryTitle={site('summary')}>
            <SubmitButton variant="danger">{text('endOthers')}</SubmitButton>
          </ActionForm>
        </div>
      ) : null}
    </>
  )
}

async function sessionColumns(current: string): Promise<Column<SessionView>[]> {
  const [text, site, { locale }] = await Promise.all([
    getTranslations('security'),
    getTranslations('site'),
    pageWords(),
  ])
  const deviceText = ({ userAgent }: SessionView) => {
    const { browser, system } = deviceOf(userAgent)
    const known = [browser === 'WeChat' ? text('wechat') : browser, system].filter((part) => part !== null)
    return known.length > 0 ? known.join(' · ') : text('unknownDevice')
  }
  return [
    {
      key: 'device',
      header: text('device'),
      phone: 'title',
      cell: (session) => (
        <>
          {deviceText(session)}
          {session.id === current ? <span className="under">{text('thisOne')}</span> : null}
        </>
      ),
    },
    {
      key: 'started',
      header: text('started'),
      kind: 'date',
      phone: 'sub',
      cell: (session) => (
        <>
          <span className="phone-only">{text('started')} </span>
          {formatInstant(session.startedAt, locale)}
        </>
      ),
    },
    {
      key: 'used',
      header: text('lastUsed'),
      kind: 'date',
      phone: 'status',
      cell: (session) => (
        <span className="max-sm:text-12">
          <span className="phone-only">{text('lastUsed')} </span>
          {formatInstant(session.lastUsedAt, locale)}
        </span>
      ),
    },
    {
      key: 'end',
      header: text('action'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: (session) =>
        session.id === current ? null : (
          <ActionForm action={endSessionAction} summaryTitle={site('summary')}>
            <input type="hidden" name="sessionId" value={session.id} />
            <SubmitButton variant="secondary">
              {text('end')}
              <span className="sr-only"> {deviceText(session)}</span>
            </SubmitButton>
          </ActionForm>
        ),
    },
  ]
}
