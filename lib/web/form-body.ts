/** What a form may come to. */
export const FORM_BYTES = 1024 * 1024
/** The office's forms that carry an invoice's official files, three of 3 MB: what else was typed stays with its errors. */
export const OFFICE_FORM_BYTES = 9.5 * 1024 * 1024

/** Why what was posted to a page is no form: too long, or not to be parsed. */
export type FormBodyProblem = 400 | 413

/**
 * Looks at a posted body before Next does, which reads more (its `serverActions.bodySizeLimit`) and answers what it
 * cannot read with a bare 500. Reads the body, so it is given a request whose other copy goes on. Edge-safe.
 */
export async function formBodyProblem(
  request: Request,
  mostBytes = FORM_BYTES,
): Promise<FormBodyProblem | null> {
  if (Number(request.headers.get('content-length')) > mostBytes) return 413
  const body = await request.arrayBuffer()
  if (body.byteLength > mostBytes) return 413
  const type = request.headers.get('content-type') ?? ''
  try {
    if (type.startsWith('multipart/form-data'))
      await new Response(body, { headers: { 'content-type': type } }).formData()
    // What a script sends without fields is JSON in plain text; anything else that it sends is no action.
    else if (request.headers.has('next-action')) JSON.parse(new TextDecoder().decode(body))
    return null
  } catch {
    return 400
  }
}
