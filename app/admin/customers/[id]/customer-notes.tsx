import { orderWords } from '@/app/(portal)/orders/order-words'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-input'
import { Card } from '@/components/ui/card'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay } from '@/lib/auth/permissions'
import { NOTE_MOST } from '@/lib/billing/account/account-note.input'
import { listAccountNotes, type AccountNote } from '@/lib/billing/account/customer.queries'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { addAccountNoteAction } from '../actions'

/** What of the notes is read without asking for more. */
const AT_ONCE = 3

/** What staff have written down about the account, newest first, and where to write more. */
export async function CustomerNotes({ actor, accountId }: { actor: StaffActor; accountId: string }) {
  const [text, notes] = await Promise.all([
    getTranslations('admin.customer'),
    listAccountNotes(actor, accountId),
  ])
  return (
    <Card title={text('notes')} aside={<span className="text-12 text-text-3">{text('notesNote')}</span>}>
      {staffMay(actor, 'admin.customers.note') ? <NoteForm accountId={accountId} /> : null}
      {notes.rows.length === 0 ? (
        <p className="text-13 text-text-2">{text('noNotes')}</p>
      ) : (
        <NoteList notes={notes.rows.slice(0, AT_ONCE)} />
      )}
      {notes.rows.length > AT_ONCE ? (
        <details className="mt-3 border-t pt-3">
          <summary className="link w-fit text-13">{text('olderNotes')}</summary>
          <NoteList notes={notes.rows.slice(AT_ONCE)} />
          {notes.count > notes.rows.length ? (
            <p className="mt-3 text-12 text-text-3">{text('notesShown', { count: notes.rows.length })}</p>
          ) : null}
        </details>
      ) : null}
    </Card>
  )
}

async function NoteList({ notes }: { notes: readonly AccountNote[] }) {
  const words = await orderWords()
  return (
    <ol className="divide-y">
      {notes.map((note) => (
        <li key={note.id} className="py-3 text-13 last:pb-0">
          <p className="wrap-anywhere whitespace-pre-wrap">{note.text}</p>
          <p className="mt-1 text-12 wrap-anywhere text-text-3">
            {note.writtenByName} · {words.tableMoment(note.at)}
          </p>
        </li>
      ))}
    </ol>
  )
}

async function NoteForm({ accountId }: { accountId: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.customer'), getTranslations('site')])
  const noteId = newId()
  return (
    <div className="mb-3 border-b pb-4">
      {/* A new note is a new form: what was typed for the last one does not stay. */}
      <ActionForm key={noteId} action={addAccountNoteAction} summaryTitle={site('summary')}>
        <input type="hidden" name="noteId" value={noteId} />
        <input type="hidden" name="accountId" value={accountId} />
        <TextArea name="text" label={text('note')} rows={3} maxLength={2 * NOTE_MOST} />
        <SubmitButton variant="secondary">{text('addNote')}</SubmitButton>
      </ActionForm>
    </div>
  )
}
