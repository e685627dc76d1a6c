import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Nothing } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FactsList } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { listPackages, type PackageView, type ResourceSummary } from '@/lib/billing/resource/resource.queries'
import { getClock } from '@/lib/command/clock.queries'
import { formatDay, formatEndOfValidity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels, pageWords } from '../../page-words'
import { findResource } from '../find-resource'
import { PackageTable } from '../package-table'
import { RemainingPlot } from '../remaining-plot'

type Props = { params: Promise<{ family: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const resource = await findResource((await params).family)
  return resource ? { title: (await pageWords()).nameOf(resource) } : {}
}

export default async function ResourcePage({ params }: Props) {
  const actor = await requireMember()
  const resource = (await findResource((await params).family)) ?? notFound()
  const [packages, { now }, resources, { nameOf }, labels] = await Promise.all([
    listPackages(actor, resource.productCode),
    getClock(),
    getTranslations('resources'),
    pageWords(),
    headerLabels(),
  ])
  const name = nameOf(resource)
  const address = `/resources/${resource.family}/recharge`
  const may = memberMay(actor.role, 'orders.place')
  const recharge = may ? (
    <ButtonLink variant="primary" icon="plus" href={address}>
      {resources('rechargeNow')}
    </ButtonLink>
  ) : undefined
  const bought = packages.length > 0
  return (
    <>
      <PageHeader
        title={name}
        labels={labels}
        {...(bought && may
          ? {
              actions: recharge,
              phoneAction: { href: address, label: resources('rechargeNow'), icon: 'plus' },
            }
          : {})}
        {...(may
          ? {}
          : {
              actions: <p className="text-12 text-text-3 lg:leading-7">{resources('viewersCannotOrder')}</p>,
            })}
      />
      {bought ? (
        <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Figures resource={resource} packages={packages} />
          <RemainingPlot resource={{ name, unitZh: resource.unitZh }} spans={packages} now={now} />
        </div>
      ) : null}
      <Section title={resources('packages')}>
        <PackageTable
          packages={packages}
          resource={resource}
          empty={
            <EmptyState title={resources('emptyTitle', { name })} action={recharge}>
              {resources('empty')}
            </EmptyState>
          }
        />
      </Section>
    </>
  )
}

/** The figure of the page, and what it consists of. */
async function Figures({
  resource,
  packages,
}: {
  resource: ResourceSummary
  packages: readonly PackageView[]
}) {
  const resources = await getTranslations('resources')
  const { locale, unitsText } = await pageWords()
  const { units, remainingUnits, packages: valid, nextExpiryAt } = resource
  const newest = [...packages].sort((one, other) => other.validFrom.getTime() - one.validFrom.getTime())[0]
  return (
    <Card>
      <p className="text-13 text-text-3">{resources('remaining')}</p>
      <p className="text-28 font-semibold">{unitsText(remainingUnits, resource)}</p>
      <p className="mb-4 text-12 text-text-3">
        {resources('ofBought', { units: unitsText(units, resource) })}
      </p>
      <div className="border-t">
        <FactsList
          ruled
          facts={[
            {
              label: resources('validPackages'),
              value: valid,
              ...(valid > 1 ? { note: resources('earliestFirst') } : {}),
            },
            {
              label: resources('nextExpiry'),
              value: nextExpiryAt ? formatEndOfValidity(nextExpiryAt) : <Nothing />,
              ...(nextExpiryAt ? { note: resources('zone') } : {}),
            },
            ...(newest
              ? [
                  {
                    label: resources('lastBought'),
                    value: formatDay(newest.validFrom, locale),
                    note: unitsText(newest.units, resource),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </Card>
  )
}
