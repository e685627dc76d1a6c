import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Checkbox } from './checkbox'
import { ErrorSummary } from './error-summary'
import { FormContext } from './form-context'
import { RadioCards } from './radio-cards'
import { TextInput } from './text-input'

it('ties label, control and help together', () => {
  const html = renderToStaticMarkup(
    <TextInput name="email" label="Email" help="PDF is mailed here." optional="(optional)" />,
  )
  expect(html).toContain('<label for="field-email"')
  expect(html).toContain('aria-describedby="field-email-note"')
  expect(html).toContain('<p id="field-email-note" class="text-text-3">PDF is mailed here.</p>')
  expect(html).not.toContain('aria-invalid')
})

it('replaces help by the error', () => {
  const html = renderToStaticMarkup(
    <TextInput name="email" label="Email" help="Help." error="Enter an address." />,
  )
  expect(html).toContain('Enter an address.')
  expect(html).not.toContain('Help.')
  expect(html).toContain('aria-invalid="true"')
})

it('hears the errors of the form around it', () => {
  const errors: Record<string, string> = { agree: 'Tick it.', choice: 'Choose one.' }
  const html = renderToStaticMarkup(
    <FormContext value={{ pending: false, errorOf: (name) => errors[name], bind: (name) => ({ name }) }}>
      <Checkbox name="agree" label="I agree" />
      <RadioCards name="choice" legend="Choice" choices={[{ value: 'a', label: 'A' }]} />
    </FormContext>,
  )
  expect(html).toContain('Tick it.')
  expect(html).toContain('Choose one.')
})

it('shows again what was typed before an answer', () => {
  const typed = { email: 'a@b.example', choice: 'b' }
  const html = renderToStaticMarkup(
    <FormContext value={{ pending: false, errorOf: () => undefined, bind: (name) => ({ name }), typed }}>
      <TextInput name="email" label="Email" defaultValue="old@b.example" />
      <Checkbox name="agree" label="I agree" defaultChecked />
      <RadioCards
        name="choice"
        legend="Choice"
        defaultValue="a"
        choices={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
    </FormContext>,
  )
  expect(html).toContain('value="a@b.example"')
  expect(html).not.toContain('id="field-agree" checked')
  expect(html.match(/checked=""/g)).toHaveLength(1)
  expect(html).toMatch(/value="b"[^>]*checked=""|checked=""[^>]*value="b"/)
})

it('sums up more than three errors with links to the fields', () => {
  const three = { a: 'A.', b: 'B.', c: 'C.' }
  expect(renderToStaticMarkup(<ErrorSummary title="Check these" errors={three} />)).toBe('')
  expect(renderToStaticMarkup(<ErrorSummary title="Check these" errors={{ ...three, d: 'D.' }} />)).toContain(
    'href="#field-d"',
  )
})
