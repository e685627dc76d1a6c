/**
 * The rules of the house that are about syntax rather than imports. Most are a sentence and the selectors
 * that contradict it; each has a name of its own, so that two of them can hold for one file.
 */

/** A rule that reports every node that one of the selectors finds. */
const forbid = (sentence, ...selectors) => ({
  meta: { type: 'problem', docs: { description: sentence }, schema: [], messages: { sentence } },
  create: (context) =>
    Object.fromEntries(
      selectors.map((selector) => [selector, (node) => context.report({ node, messageId: 'sentence' })]),
    ),
})

const sqlSaying = (words) => `TaggedTemplateExpression TemplateElement[value.raw=/${words}/i]`

const moneyName = /(fen|yuan|amount|price|balance)$/i

/** The last name of an expression: `order.paidFen` and `paidFen()` both say `paidFen`. */
const lastName = (node) => {
  if (node?.type === 'Identifier') return node.name
  if (node?.type === 'MemberExpression') return lastName(node.property)
  if (node?.type === 'CallExpression') return lastName(node.callee)
  if (node?.type === 'ChainExpression' || node?.type === 'TSNonNullExpression')
    return lastName(node.expression)
  return ''
}

/** Money by its name, or by its brand where the linter knows the type. */
const isMoney = (context, node) => {
  if (moneyName.test(lastName(node))) return true
  const services = context.sourceCode.parserServices
  if (!services?.program) return false
  const type = services.getTypeAtLocation(node)
  const parts = type.isUnion() ? type.types : [type]
  return parts.some((part) => part.isIntersection() && part.types.some((member) => member.getProperty('fen')))
}

const moneyStaysWhole = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'Money is a whole number of fen in a bigint; a floating number loses some of it.' },
    messages: {
      sentence: 'Money stays a bigint of fen: use lib/kernel/money instead of a floating number.',
      float: 'parseFloat makes numbers that nobody can bill: parse with zod or lib/kernel/money.',
    },
  },
  create(context) {
    const conversions = new Set(['Number', 'parseInt'])
    const check = (node, argument) => {
      if (argument && isMoney(context, argument)) context.report({ node, messageId: 'sentence' })
    }
    return {
      CallExpression(node) {
        const name = lastName(node.callee)
        if (name === 'parseFloat') context.report({ node, messageId: 'float' })
        if (conversions.has(name)) check(node, node.arguments[0])
        if (name === 'toFixed' && node.callee.type === 'MemberExpression') check(node, node.callee.object)
      },
      'UnaryExpression[operator="+"]'(node) {
        check(node, node.argument)
      },
    }
  },
}

const rules = {
  'transactions-in-command': forbid(
    'A transaction is opened by lib/command alone, where role, actor, clock and audit row belong to it.',
    'CallExpression[callee.property.name=/^(transaction|begin|reserve)$/]',
    sqlSaying('^\\s*(begin|start transaction|commit|rollback|savepoint)\\b'),
  ),
  'business-clock': forbid(
    'Now is taken once per command from lib/command/clock and passed on as `now`.',
    'NewExpression[callee.name="Date"][arguments.length=0]',
    'CallExpression[callee.name="Date"]',
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  ),
  'money-stays-whole': moneyStaysWhole,
  'environment-in-one-place': forbid(
    'Settings are read and checked once, in lib/env.ts.',
    'MemberExpression[object.name="process"][property.name="env"]',
    'MemberExpression[object.name="process"][property.value="env"]',
    'MemberExpression[object.property.name="process"][property.name="env"]',
    'VariableDeclarator[init.name="process"] Property[key.name="env"]',
    'ImportDeclaration[source.value=/^(node:)?process$/]',
  ),
  'server-only-first': forbid(
    "The first statement is `import 'server-only'`: the build then fails if a browser would receive this file.",
    'Program[body.0.source.value!="server-only"]',
  ),
  'rules-wait-for-nothing': forbid(
    'A rules file is arithmetic: it waits for nothing and throws no dice.',
    'AwaitExpression',
    ':function[async=true]',
    'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    'CallExpression[callee.object.name="crypto"]',
  ),
  'queries-only-read': forbid(
    'A query reads: inserts, updates, deletes and locks belong to commands, steps and loads.',
    'CallExpression[callee.property.name=/^(insert|update|delete)$/][callee.object.name=/^(db|tx)$/]',
    'CallExpression[callee.property.name="for"][arguments.0.value=/update|share/]',
    sqlSaying('^\\s*(insert\\s+into|update|delete\\s+from|merge\\s+into|truncate)\\b'),
  ),
}

export const house = { meta: { name: 'house' }, rules }
