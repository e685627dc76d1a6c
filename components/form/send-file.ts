/** What an upload is answered with. */
export type SentFile = { id: string; name: string; type: string; size: number }

type Told = {
  /** From 0 to 1. */
  progress: (done: number) => void
  sent: (file: SentFile) => void
  /** With the sentence of the answer; null where none came. */
  failed: (sentence: string | null) => void
}

/** Posts a file to a route of our own. Returns what gives it up. By XMLHttpRequest: fetch tells no progress. */
export function sendFile(address: string, purpose: string, file: File, told: Told): () => void {
  const form = new FormData()
  form.set('purpose', purpose)
  form.set('file', file)
  const request = new XMLHttpRequest()
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded, total }) => told.progress(total > 0 ? loaded / total : 0)
  request.onload = () => {
    const answer: unknown = request.response
    if (request.status === 200 && isFile(answer)) told.sent(answer)
    else told.failed(sentenceOf(answer))
  }
  request.onerror = () => told.failed(null)
  request.open('POST', address)
  request.send(form)
  return () => request.abort()
}

function isFile(answer: unknown): answer is SentFile {
  return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
}

/** Of a problem document: its fields' sentences come before its own. */
function sentenceOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null
  const fields =
    'fields' in answer && typeof answer.fields === 'object' ? Object.values(answer.fields ?? {}) : []
  const detail = 'detail' in answer ? answer.detail : null
  const sentence: unknown = fields[0] ?? detail
  return typeof sentence === 'string' ? sentence : null
}
