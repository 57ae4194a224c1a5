// The arrows of the house: which folder may import which (README, «Architecture»). Any other arrow fails `npm run lint`.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src-main|src-renderer|migrations|tests|scripts)/', pathNot: allowed },
});

/** A folder of the renderer may import itself and what is below it: styles, transport < i18n < core < ui < blocks < kiosk, desk < app. */
const renderer = (folder, below, comment) => ({
  name: `renderer-${folder}`,
  comment,
  severity: 'error',
  from: { path: `^src-renderer/${folder}/` },
  to: { path: '^src-renderer/', pathNot: [`${folder}/`, ...below].map(path => `^src-renderer/${path}`) },
});
const belowFeatures = '^src-renderer/(styles|transport|i18n|core|ui|blocks)/';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
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
      name: 'renderer-no-circles',
      comment: 'imports of types count too: a circle of types is a circle in the design',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { circular: true },
    },
    renderer('styles', [], 'styles are the ground and import nothing of the renderer'),
    renderer('transport', [], 'calls to main know no screen and no language'),
    renderer('i18n', ['styles/', 'transport/'], 'texts and formats know no element and no state'),
    renderer('core', ['styles/', 'transport/', 'i18n/'], 'the state of a visit, a shift and the page knows no element'),
    renderer('ui', ['styles/', 'i18n/', 'core/kr-element\\.ts$'], 'elements know no state, no navigation and no main'),
    renderer('blocks', ['styles/', 'transport/', 'i18n/', 'core/', 'ui/'], 'what features share knows no feature'),
    {
      name: 'renderer-kiosk-features-apart',
      comment: 'a feature of the kiosk imports what is below it and itself; what two features need goes to blocks/',
      severity: 'error',
      from: { path: '^src-renderer/kiosk/([^/]+)/' },
      to: { path: '^src-renderer/', pathNot: [belowFeatures, '^src-renderer/kiosk/$1/'] },
    },
    {
      name: 'renderer-desk-features-apart',
      comment: 'so does a feature of the desk, which imports nothing of the kiosk',
      severity: 'error',
      from: { path: '^src-renderer/desk/([^/]+)/' },
      to: { path: '^src-renderer/', pathNot: [belowFeatures, '^src-renderer/desk/$1/'] },
    },
    {
      name: 'renderer-sides-apart',
      comment: 'a file beside the features, as desk/index.ts, joins the screens of its own side and nothing else',
      severity: 'error',
      from: { path: '^src-renderer/(kiosk|desk)/[^/]+$' },
      to: { path: '^src-renderer/', pathNot: '^src-renderer/$1/' },
    },
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
      name: 'main-needs-no-development-dependency',
      comment: 'node_modules of the package holds dependencies only; electron is the runtime itself',
      severity: 'error',
      from: { path: '^(src-main|migrations)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(electron|@types/[^/]+)/' },
    },
    {
      name: 'renderer-bundles-these-only',
      comment:
        'the bundle carries what the renderer imports, so its libraries are development dependencies, named here',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(lit|eventsource|@vaadin/router|@awesome\\.me/webawesome)/' },
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
