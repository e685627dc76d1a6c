import { expect, test } from 'vitest'
import { fieldsOf, typedValues } from './form-state'

function form(...entries: [string, string | File][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test('fields are texts by name, and lists where a name occurs more than once', () => {
  const data = form(
    ['email', 'a@b.example'],
    ['line', '1'],
    ['line', '2'],
    ['$ACTION_ID_1', ''],
    ['file', new File(['x'], 'x')],
  )
  expect(fieldsOf(data)).toEqual({ email: 'a@b.example', line: ['1', '2'] })
})

test('what is shown again never holds a password or a token', () => {
  const data = form(
    ['email', 'a@b.example'],
    ['password', 'p'],
    ['newPassword', 'p'],
    ['token', 't'],
    ['clientSecret', 's'],
  )
  expect(typedValues(data)).toEqual({ email: 'a@b.example' })
})
