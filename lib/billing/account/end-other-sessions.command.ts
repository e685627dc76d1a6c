import 'server-only'
import { command } from '@/lib/command/command'
import { sessionInput } from './account.input'
import { endSessions } from './end-sessions.step'

/** Signs the person out everywhere but in the browser that asks. */
export const endOtherSessions = command({
  name: 'session.end-others',
  by: 'stranger',
  input: sessionInput,
  async run({ tx }, { sessionId, userId }) {
    return { ended: await endSessions(tx, userId, sessionId) }
  },
  audit: ({ userId }, { ended }) => ({ subject: userId, detail: { ended } }),
})
