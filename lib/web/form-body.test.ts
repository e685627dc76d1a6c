import { expect, test } from 'vitest'
import { formBodyProblem, OFFICE_FORM_BYTES } from './form-body'

function posted(body: string, headers: Record<string, string>) {
  const length = String(Buffer.byteLength(body))
  return new Request('http://here.example/', {
    method: 'POST',
    body,
    headers: { 'content-length': length, ...headers },
  })
}

const multipart = { 'content-type': 'multipart/form-data; boundary=edge' }
const whole = '--edge\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--edge--\r\n'

test.each([
  ['a form', whole, multipart, null],
  ['a form whose end is missing', whole.slice(0, -12), multipart, 400],
  ['something else in a form’s clothes', 'a=1', multipart, 400],
  ['a form without its boundary', whole, { 'content-type': 'multipart/form-data' }, 400],
  ['a call of a script', '["$K1"]', { 'next-action': 'x', 'content-type': 'text/plain' }, null],
  ['a broken call of a script', '["$K1"', { 'next-action': 'x', 'content-type': 'text/plain' }, 400],
  ['plain fields, which call nothing', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, null],
  ['a body of a megabyte at most', whole, { ...multipart, 'content-length': '1048576' }, null],
  ['a body beyond a megabyte', whole, { ...multipart, 'content-length': '1048577' }, 413],
])('%s', async (_what, body, headers, problem) => {
  expect(await formBodyProblem(posted(body, headers))).toBe(problem)
})

test.each([
  [whole, null],
  [whole.replace('1', 'x'.repeat(1024 * 1024)), 413],
])('a body that does not say its length is counted', async (body, problem) => {
  const request = posted(body, multipart)
  request.headers.delete('content-length')
  expect(await formBodyProblem(request)).toBe(problem)
})

test.each([
  ['9961472', null],
  ['9961473', 413],
])('the office may send the three files of an invoice: %s bytes', async (length, problem) => {
  const request = posted(whole, { ...multipart, 'content-length': length })
  expect(await formBodyProblem(request, OFFICE_FORM_BYTES)).toBe(problem)
})
