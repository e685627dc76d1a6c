import 'server-only'
import { issueApplication } from './issue-application.flow'

/** The staged first step; the sweep takes the others. */
export async function issueStaged({ applicationId }: Readonly<Record<string, string>>): Promise<void> {
  if (applicationId) await issueApplication(applicationId)
}
