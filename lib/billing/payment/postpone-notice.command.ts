import 'server-only'
import { command } from '@/lib/command/command'
import { deferNotice } from './close-notice.step'
import { postponeNoticeInput } from './payment.input'

/** A stored notice could not be applied: it waits, the older the longer, so that it stands in no other one's way. */
export const postponeNotice = command({
  name: 'payment.postpone-notice',
  by: 'system',
  input: postponeNoticeInput,
  run: ({ tx }, { noticeId }) => deferNotice(tx, { id: noticeId }),
  audit: ({ noticeId }) => ({ subject: noticeId }),
})
