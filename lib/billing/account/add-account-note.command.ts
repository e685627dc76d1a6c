import 'server-only'
import { and, eq } from 'drizzle-orm'
import { accountNotes, accounts } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { addAccountNoteInput } from './account-note.input'

/**
 * Writes down what staff know of an account; a note stays as it was written. The same form sent twice is one note;
 * with other content it throws `note.id-reused`.
 */
export const addAccountNote = command({
  name: 'account.note',
  by: 'admin.customers.note',
  input: addAccountNoteInput,
  async run({ tx, actor, now }, { noteId, accountId, text }) {
    const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId))
    if (!account) throw notFound()
    const note = { id: noteId, accountId, text, writtenBy: actor.userId }
    const written = await tx
      .insert(accountNotes)
      .values({ ...note, writtenAt: now })
      .onConflictDoNothing({ target: accountNotes.id })
      .returning({ id: accountNotes.id })
    if (written.length > 0) return { accountId, isNew: true }
    const [same] = await tx
      .select({ id: accountNotes.id })
      .from(accountNotes)
      .where(
        and(
          eq(accountNotes.id, noteId),
          eq(accountNotes.accountId, accountId),
          eq(accountNotes.text, text),
          eq(accountNotes.writtenBy, actor.userId),
        ),
      )
    if (!same) throw new Refusal('note.id-reused')
    return { accountId, isNew: false }
  },
  // The text itself stays with the note: it may hold what belongs in no log.
  audit: ({ noteId }, { accountId, isNew }) => (isNew ? { subject: noteId, account: accountId } : null),
})
