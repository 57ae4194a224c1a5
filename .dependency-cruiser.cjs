// The arrows of the house: which folder may import which (README, «Architecture»). Any other arrow fails `npm run lint`.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src-main|src-renderer|migrations|tests|scripts)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('contract-alone', '^src-main/contract/', '^src-main/contract/', 'the contract imports zod only'),
    {
      name: 'contract-zod-only',
      severity: 'error',
      from: { path: '^src-main/contract/' },
      to: { path: 'node_modules', pathNot: 'node_modules/zod/' },
    },
    only('domain-pure', '^src-main/domain/', '^src-main/domain/', 'rules depend on nothing but rules'),
    {
      name: 'domain-no-node',
      severity: 'error',
      from: { path: '^src-main/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'base-knows-no-field',
      '^src-main/base/',
      '^src-main/base/',
      'concurrency by its usual names, nothing of the field',
    ),
    only('ports-bare', '^src-main/ports/', '^src-main/(ports|contract)/|^src-main/domain/audit-actions\\.ts$'),
    only('services-know-no-host', '^src-main/services/', '^src-main/(services|ports|domain|base|contract)/'),
    {
      name: 'services-know-no-driver',
      severity: 'error',
      from: { path: '^src-main/services/' },
      to: { path: 'node_modules', pathNot: 'node_modules/zod/' },
    },
    only(
      'adapters-serve-ports',
      '^src-main/adapters/(?!cache/|outbox/)([^/]+)/',
      '^src-main/(ports|domain|base|contract|adapters/$1)/|^migrations/',
    ),
    only(
      'cache-and-outbox-share-sqlite',
      '^src-main/adapters/(cache|outbox)/',
      '^src-main/(ports|domain|base|contract|adapters/sqlite|adapters/$1)/|^migrations/',
    ),
    only('dispatch-is-the-door', '^src-main/dispatch/', '^src-main/(dispatch|services|ports|base|contract)/'),
    only(
      'threads-carry-messages',
      '^src-main/threads/(?!.*-thread\\.ts$)',
      '^src-main/(threads|ports|base|contract)/|^src-main/adapters/sqlite/(errors|keys)\\.ts$',
      'only the entry modules (*-thread.ts) join adapters',
    ),
    only('renderer-knows-the-contract', '^src-renderer/', '^src-renderer/|^src-main/contract/'),
    {
      name: 'electron-in-one-folder',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/host-electron/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'compose-alone-joins',
      comment: 'adapters are joined by compose*.ts, by the entry modules of the threads, and by the commands of cli/',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/(adapters/|cli/|compose[^/]*\\.ts$|threads/)' },
      to: { path: '^src-main/adapters/' },
    },
    {
      name: 'nothing-imports-a-host',
      severity: 'error',
      from: { path: '^src-main/(?!host-)' },
      to: { path: '^src-main/host-' },
    },
    {
      name: 'what-ships-knows-no-scripts',
      comment: 'scripts/ and tests/ are not in the package',
      severity: 'error',
      from: { path: '^(src-main|src-renderer|migrations)/' },
      to: { path: '^(scripts|tests)/' },
    },
    {
      name: 'what-ships-needs-no-development-dependency',
      severity: 'error',
      from: { path: '^(src-main|src-renderer|migrations)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(electron|@types/[^/]+)/' },
    },
    {
      name: 'scripts-know-no-tests',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src-main/(services|domain|adapters|dispatch)/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'declared-only',
      severity: 'error',
      from: { path: '^src-' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.js', '.cts', '.json'],
      conditionNames: ['import', 'types', 'default', 'node', 'require'],
    },
  },
};
