/**
 * The house, said as sentences about who may import whom. Each name is one sentence, each comment its reason.
 * tests/architecture/rules-bite.test.ts shows every rule of this file to bite.
 */

/** A room may import the rooms written before it, never those written after it. */
const line =
  'policy calendar account file authentication catalog ledger order payment transfer benefit resource usage statement invoice mail settlement'
const rooms = line.split(' ')

const test = '[.]test[.]tsx?$'
const product = '^(app|components|lib|db|middleware[.]ts|instrumentation[.]ts|i18n)(/|$)'
const database = ['^db/', '(^|/)node_modules/(drizzle-orm|postgres|graphile-worker)/']
const write = '[.](command|step)[.]ts$'
const junk = [
  '(^|/|-)(utils?|helpers?|common|misc|managers?|services?|data|info)(/|[.])',
  '(^|/)(process|handle)(/|[.]|-)',
]

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const roomsInLine = rooms.slice(0, -1).map((room, position) =>
  forbid(
    `rooms-form-a-line-after-${room}`,
    `The rooms form a line: ${room} may use the rooms before it and none of those after it. Settlement has a rule of its own.`,
    { path: [`^lib/billing/${room}/`, `^db/schema/${room}([.]ts$|/)`], pathNot: test },
    {
      path: `^(lib/billing|db/schema)/(${rooms.slice(position + 1).join('|')})(/|[.]ts$)`,
      pathNot: '^lib/billing/settlement/',
    },
  ),
)

const pureCode = [
  forbid(
    'rules-are-pure',
    'A rules file holds limits, lifecycles and arithmetic: it imports the kernel, refusals and other rules, and no package at all.',
    { path: '[.]rules[.]ts$' },
    { pathNot: ['^lib/kernel/', '(^|/)refusals?[.]ts$', '[.]rules[.]ts$'] },
  ),
  forbid(
    'inputs-are-pure',
    'An input file is shared by the form and the server: it imports the kernel, rules, other inputs and zod, so it may travel to the browser.',
    { path: '[.]input[.]ts$' },
    {
      pathNot: [
        '^lib/kernel/',
        '(^|/)refusals?[.]ts$',
        '[.](rules|input)[.]ts$',
        '(^|/)node_modules/zod/',
        '^zod(/|$)',
      ],
    },
  ),
  forbid(
    'kernel-is-alone',
    'The kernel holds the words everything else is written in: it imports nothing outside itself, no package and no builtin, so it runs in a browser.',
    { path: '^lib/kernel/', pathNot: test },
    { pathNot: '^lib/kernel/' },
  ),
]

const doorsAndLooks = [
  forbid(
    'doors-and-looks-never-touch-the-database',
    'A page asks and an action commands: SQL written in app/ or components/ would escape the actor, the policy and the audit row.',
    { path: '^(app|components)/', pathNot: test },
    { path: database },
  ),
  forbid(
    'components-see-only-pure-code',
    'A component receives values. It may name the type of a view or of a form state, which is gone before anything runs.',
    { path: '^components/', pathNot: test },
    {
      dependencyTypesNot: ['type-only'],
      path: ['^(app|db|lib|scripts|tests|bench)/', '^(middleware|instrumentation)[.]ts$'],
      pathNot: ['^lib/kernel/', '^lib/web/format[.]ts$', '(^|/)refusals?[.]ts$', '[.](rules|input)[.]ts$'],
    },
  ),
  forbid(
    'components-name-only-view-types',
    'The types a component may name are those of queries and of the form boundary: commands, steps and gateways mean nothing to it.',
    { path: '^components/', pathNot: test },
    {
      dependencyTypes: ['type-only'],
      path: ['^(app|db|lib|scripts|tests|bench)/', '^(middleware|instrumentation)[.]ts$'],
      pathNot: ['^lib/(kernel|web|auth)/', '(^|/)refusals?[.]ts$', '[.](rules|input|queries)[.]ts$'],
    },
  ),
]

const writes = [
  forbid(
    'queries-never-write',
    'A query reads. One that imports a command, step, flow or job could change what the page only wanted to show.',
    { path: '[.]queries[.]ts$' },
    { path: '[.](command|step|flow|job)[.]ts$' },
  ),
  forbid(
    'a-write-keeps-to-its-own-tables',
    'A command, step or load touches the tables of its own room; other rooms offer steps and loads for theirs, each locking its own.',
    { path: '^lib/(?:billing/)?([^/]+)/.*[.](?:command|step|load)[.]ts$', pathNot: '^lib/command/' },
    { path: '^db/', pathNot: ['^db/schema/$1([.]ts$|/)', '^db/client[.]ts$'] },
  ),
  forbid(
    'a-write-stays-inside',
    'A command, step or load runs inside a transaction: no network, no environment, no React and no Next in there.',
    { path: '[.](command|step|load)[.]ts$' },
    {
      path: [
        '^lib/gateway/',
        '^lib/env[.]ts$',
        '^(app|components)/',
        '(^|/)node_modules/(next|react|react-dom|next-auth)/',
      ],
    },
  ),
  forbid(
    'steps-belong-to-writes',
    'A step is a part of a transaction that somebody else opened: only commands and steps may call it, and the demo data, which writes history through the same door.',
    { pathNot: [write, test, '^lib/command/', '^db/demo/'] },
    { path: '[.]step[.]ts$' },
  ),
  forbid(
    'loads-need-a-transaction',
    'A load takes the transaction it reads in: only files that are handed one, commands, steps, loads and queries, may call it.',
    { pathNot: ['[.](command|step|load|queries)[.]ts$', test, '^lib/command/'] },
    { path: '[.]load[.]ts$' },
  ),
  forbid(
    'connections-are-taken-by-the-command',
    'Whoever takes a connection answers for role, account and clock: lib/command alone does. Others name the type of a transaction.',
    { pathNot: ['^lib/command/', '^(db|scripts|tests|bench)/', '^instrumentation[.]ts$', test] },
    { path: '^db/client[.]ts$', dependencyTypesNot: ['type-only'] },
  ),
]

const neighbours = [
  forbid(
    'gateways-are-called-between-transactions',
    'The network is used by flows, jobs and the routes that receive notices; everything else hears of it through a command.',
    {
      pathNot: [
        '^lib/gateway/',
        '[.](flow|job)[.]ts$',
        '^lib/billing/jobs([.]ts$|/)',
        '^app/api/.+[/-]notify/route[.]ts$',
        '^scripts/conformance',
        '^(tests|bench)/',
        test,
      ],
    },
    { path: '^lib/gateway/' },
  ),
  forbid(
    'settlement-owns-no-table',
    'Settlement spans the rooms and owns nothing: it reaches every table through the loads and steps of the room that owns it.',
    { path: '^lib/billing/settlement/', pathNot: test },
    { path: '^db/schema(/|[.]ts$)' },
  ),
  forbid(
    'settlement-is-called-by-doors-and-jobs',
    'Settlement stands last in the line: only doors, jobs, demo data and scripts may start what spans the rooms.',
    {
      pathNot: [
        '^lib/billing/settlement/',
        '[.]job[.]ts$',
        '^lib/billing/jobs([.]ts$|/)',
        '^app/',
        '^db/demo/',
        '^(scripts|bench|tests)/',
        test,
      ],
    },
    { path: '^lib/billing/settlement/' },
  ),
  forbid(
    'simulators-never-import-the-product',
    'A stand-in that borrowed the code it stands in front of would agree with its mistakes.',
    { path: '^simulators/' },
    { path: product },
  ),
  forbid(
    'the-product-never-imports-simulators',
    'The product must behave before the real provider as before the stand-in, so it cannot know which one answers.',
    { path: product, pathNot: test },
    { path: '^simulators/' },
  ),
]

const tidiness = [
  forbid(
    'no-cycles',
    'Two files that import one another are one file with a seam in the wrong place.',
    { pathNot: '(^|/)node_modules/' },
    { circular: true },
  ),
  forbid(
    'no-orphans',
    'A file that imports nothing and is imported by nobody is either dead or not yet connected.',
    {
      orphan: true,
      pathNot: [
        '^[.][a-z-]+[.]cjs$',
        '[.]d[.]m?ts$',
        test,
        '(^|/)[a-z-]+[.]config[.](?:js|mjs|cjs|ts)$',
        '^app/.*(page|layout|route|error|global-error|not-found|loading|icon|robots|manifest)[.]tsx?$',
        '^(middleware|instrumentation|instrumentation-client)[.]ts$',
        '^scripts/[^/]+[.](?:mjs|ts)$',
        '^tests/support/empty[.]ts$',
      ],
    },
    {},
  ),
  forbid(
    'no-junk-drawers',
    'A file named utils, helpers, common, misc, manager, service, data, info, process or handle says nothing of what it holds.',
    { path: junk, pathNot: '(^|/)node_modules/' },
    {},
  ),
  forbid(
    'nobody-opens-a-junk-drawer',
    'The same, seen from the file that imports such a name.',
    {},
    { path: junk, pathNot: '(^|/)node_modules/' },
  ),
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...pureCode, ...doorsAndLooks, ...writes, ...roomsInLine, ...neighbours, ...tidiness],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: {
      path: ['^([.]next|[.]data|test-results|playwright-report)/'],
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
