import { announcedDays } from '../../db/announced-days'
import { parseDay } from '../../lib/kernel/calendar'
import { workingDaysAfter } from '../../lib/kernel/working-days'
import { errorOf, textOr, wholeNumber, type Suite } from './suite'

export const workingDay: Suite = (input) => {
  const from = parseDay(textOr(input['from'], ''))
  const days = wholeNumber(input['days'])
  if (!from || days === null) return { error: 'from must be a day and days a whole number' }
  try {
    return { due: workingDaysAfter(from, Number(days), announcedDays()) }
  } catch (error) {
    return errorOf(error)
  }
}
