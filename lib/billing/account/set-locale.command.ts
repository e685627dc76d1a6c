import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { setLocaleInput } from './account.input'

/** Keeps a person's language with the person: mails are written in it, and the next browser begins with it. */
export const setLocale = command({
  name: 'user.set-locale',
  by: 'stranger',
  input: setLocaleInput,
  async run({ tx }, { userId, locale }) {
    await tx.update(users).set({ locale }).where(eq(users.id, userId))
  },
  audit: ({ userId, locale }) => ({ subject: userId, detail: { locale } }),
})
