import { CHANNELS, orderWords } from '@/app/(portal)/orders/order-words'
import type { ChartColour } from '@/components/chart/scale'
import { StackedBars } from '@/components/chart/stacked-bars'
import { Card } from '@/components/ui/card'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import type { PaymentFigures } from '@/lib/billing/payment/payment-figures.queries'
import type { Channel } from '@/lib/billing/payment/payment.rules'
import { addDays } from '@/lib/kernel/calendar'
import { add } from '@/lib/kernel/money'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

export const DAYS = 14

/** One colour for each channel, the same on every plot. */
const colours: Record<Channel, ChartColour> = { wechatpay: 2, alipay: 1, corporate: 3, assigned: 6 }

type Paid = PaymentFigures['paid']

/** The channels that anything came through; the two that everybody knows stand there anyway. */
function channelsOf(paid: Paid): Channel[] {
  return CHANNELS.filter(
    (channel) =>
      channel === 'wechatpay' || channel === 'alipay' || paid.some((row) => row.channel === channel),
  )
}

const amountOf = (rows: Paid) => add(...rows.map((row) => row.amountFen))

/** What was paid on each of the last days, by channel. */
export async function PaidByDay({ figures: { today, paid } }: { figures: PaymentFigures }) {
  const [text, words] = await Promise.all([getTranslations('admin.overview'), orderWords()])
  const channels = channelsOf(paid)
  const days = Array.from({ length: DAYS }, (_, position) => addDays(today, position + 1 - DAYS))
  return (
    <StackedBars
      title={text('plot')}
      note={text('plotNote')}
      name={text('plotName', { total: formatMoney(amountOf(paid)) })}
      series={channels.map((channel) => ({
        label: words.channelText(channel),
        colour: colours[channel],
      }))}
      per="day"
      bars={days.map((day) => ({
        label: day.slice(5),
        fullLabel: day,
        partial: day === today,
        amounts: channels.map((channel) =>
          amountOf(paid.filter((row) => row.day === day && row.channel === channel)),
        ),
      }))}
      locale={words.locale}
      labels={{
        showAsTable: text('showAsTable'),
        bar: text('day'),
        total: text('total'),
        empty: text('plotEmpty'),
      }}
    />
  )
}

/** What came through each channel in the days of the plot. */
export async function PaidByChannel({ figures: { paid } }: { figures: PaymentFigures }) {
  const [text, words] = await Promise.all([getTranslations('admin.overview'), orderWords()])
  const figure = (label: string, rows: Paid): Fact => ({
    label,
    value: formatMoney(amountOf(rows)),
    note: text('payments', { count: rows.reduce((sum, row) => sum + row.count, 0) }),
  })
  const facts = channelsOf(paid).map((channel) =>
    figure(
      words.channelText(channel),
      paid.filter((row) => row.channel === channel),
    ),
  )
  return (
    <Card title={text('byChannel')}>
      <FactsList ruled facts={[...facts, { ...figure(text('total'), paid), strong: true }]} />
    </Card>
  )
}
