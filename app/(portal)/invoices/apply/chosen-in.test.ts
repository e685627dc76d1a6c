import { expect, test } from 'vitest'
import { chosenIn, seenName } from './chosen-in'

const formOf = (...fields: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

test.each([
  [
    [['titleChoice', 'authenticated']],
    { titleFrom: 'authenticated', titleId: '', seenTitle: 'own', addressFrom: 'typed', seenAddress: '' },
  ],
  [
    [
      ['titleChoice', 'authenticated'],
      ['modifying', 'on'],
    ],
    { titleFrom: 'typed' },
  ],
  // What a script wrote before somebody chose another one says nothing of that one.
  [
    [
      ['titleChoice', 't2'],
      ['modifying', 'on'],
      ['addressChoice', 'a1'],
    ],
    {
      titleFrom: 'saved',
      titleId: 't2',
      seenTitle: 'two',
      addressFrom: 'saved',
      addressId: 'a1',
      seenAddress: 'there',
    },
  ],
  [
    [['addressChoice', 'new']],
    { titleFrom: 'saved', titleId: '', seenTitle: '', addressFrom: 'typed', addressId: '' },
  ],
  [
    [
      ['titleChoice', 't2'],
      ['titleChoice', 't3'],
    ],
    { titleFrom: 'saved', titleId: '', seenTitle: '' },
  ],
] as [[string, string][], Record<string, string>][])('%j is read as %j', (chosen, expected) => {
  const shown: [string, string][] = [
    [seenName('authenticated'), 'own'],
    [seenName('t2'), 'two'],
    [seenName('a1'), 'there'],
  ]
  expect(chosenIn(formOf(...shown, ...chosen))).toMatchObject(expected)
})
