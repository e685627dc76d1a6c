import { listLabels } from '@/app/(portal)/orders/list-labels'
import { DataTable } from '@/components/table/data-table'
import { Section } from '@/components/ui/section'
import { listAuditRows } from '@/lib/command/audit.queries'
import { getTranslations } from '@/lib/web/translations'
import { auditColumns } from '../../audit/audit-columns'
import type { OfOrder } from './order-money'

/** What the audit log says of the order; for those who may read the log. */
export async function OrderAudit({ actor, orderId }: OfOrder) {
  const [text, labels, page, columns] = await Promise.all([
    getTranslations('admin.order'),
    listLabels(),
    listAuditRows(actor, { subjectId: orderId }),
    auditColumns({ orderNumbers: new Map(), ofOneSubject: true }),
  ])
  return (
    <>
      <Section
        title={text('audit')}
        aside={
          page.older ? (
            <a className="link" href={`/admin/audit?subject=${orderId}`}>
              {text('auditAll')}
            </a>
          ) : null
        }
      >
        <DataTable
          caption={text('audit')}
          columns={columns}
          rows={page.rows}
          rowKey={(row) => row.id}
          empty={<p className="border-y py-3 text-text-2">{text('noAudit')}</p>}
        />
      </Section>
      <p className="mt-3 text-12 text-text-3">{labels.zone}</p>
    </>
  )
}
