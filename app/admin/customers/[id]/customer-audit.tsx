import { listOrderNumbers } from '@/lib/billing/order/order.queries'
import { listAuditRows } from '@/lib/command/audit.queries'
import { getTranslations } from '@/lib/web/translations'
import { auditColumns } from '../../audit/audit-columns'
import { CustomerSection, ROWS, type OfCustomer } from './customer-section'

/** The newest entries of the audit log about the account; for those who may read the log. */
export async function CustomerAudit({ actor, accountId }: OfCustomer) {
  const page = await listAuditRows(actor, { accountId })
  const rows = page.rows.slice(0, ROWS)
  const subjects = rows.flatMap(({ subjectId }) => (subjectId === null ? [] : [subjectId]))
  const [text, columns] = await Promise.all([
    getTranslations('admin.customer'),
    listOrderNumbers(actor, [...new Set(subjects)]).then((orderNumbers) =>
      auditColumns({ orderNumbers, ofOneAccount: true }),
    ),
  ])
  return (
    <CustomerSection
      title={text('audit')}
      columns={columns}
      rows={rows}
      empty={text('noAudit')}
      aside={
        page.rows.length > ROWS ? (
          <a className="link" href={`/admin/audit?account=${accountId}`}>
            {text('auditAll')}
          </a>
        ) : null
      }
    />
  )
}
