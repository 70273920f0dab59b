/** The arrows of the architecture: who may import whom, types too. Every rule is an error; cycles are the linter's. */
const deny = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const test = '\\.test\\.tsx?$|/testing/|/references/|/test-scenes\\.ts$';

/** A layer may import itself and what is listed, of its own workspace. */
const layer = (workspace, folder, allowed) =>
  deny(
    `${workspace}-${folder.replaceAll('/', '-')}`,
    { path: `^${workspace}/${folder}/`, pathNot: test },
    { path: `^${workspace}/`, pathNot: [`^${workspace}/${folder}/`, ...allowed.map((to) => `^${workspace}/${to}`)] },
    `${workspace}/${folder} may import only ${allowed.join(', ') || 'itself'}`,
  );

/** What server code may know of storage, bus, assets and queue: the ports, and what holds for every kind of asset store. */
const ports = ['(storage|bus|assets|queue)/ports', 'assets/(store-linked|picture-type|thumbnails)'];

module.exports = {
  forbidden: [
    deny(
      'no-unresolved',
      {},
      // made by the build
      { couldNotResolve: true, pathNot: '^virtual:' },
      'an import that resolves to nothing',
    ),
    deny(
      'nothing-imports-tests',
      { pathNot: [test, '^infra/(bench|e2e|faults|services)/', '^infra/(previz-references|contact-sheet)'] },
      { path: test },
      'nothing imports a test but what runs or measures the product',
    ),
    deny('shared-stands-alone', { path: '^shared/' }, { path: '^(client|server|infra)/' }, 'shared knows neither side'),
    deny(
      'shared-is-pure',
      { path: '^shared/', pathNot: test },
      { dependencyTypes: ['core'] },
      'shared runs in both places',
    ),
    deny('client-only-shared', { path: '^client/' }, { path: '^(server|infra)/' }, 'the client knows the wire alone'),
    deny('server-only-shared', { path: '^server/' }, { path: '^(client|infra)/' }, 'the server knows the wire alone'),
    deny(
      'nothing-imports-infra',
      { path: '^(client|server|shared)/', pathNot: test },
      { path: '^infra/' },
      'infra is outermost',
    ),

    layer('shared', 'ids', []),
    layer('shared', 'result', []),
    layer('shared', 'fountain', ['ids/', 'result/']),
    layer('shared', 'xml', ['result/']),
    layer('shared', 'fdx', ['result/', 'fountain/', 'xml/']),
    layer('shared', 'camera', ['ids/', 'result/', 'stage/']),
    layer('shared', 'stage', ['ids/', 'result/', 'fountain/']),
    layer('shared', 'drawing', ['ids/', 'result/']),
    layer('shared', 'document', ['ids/', 'result/', 'fountain/', 'camera/', 'stage/', 'drawing/']),
    ...['protocol', 'review', 'generation', 'breakdown', 'export'].map((folder) =>
      layer('shared', folder, [
        'ids/',
        'result/',
        'fountain/',
        'xml/',
        'fdx/',
        'camera/',
        'stage/',
        'drawing/',
        'document/',
        'protocol/',
        'review/',
        'generation/',
        'breakdown/',
      ]),
    ),

    layer('server', 'platform', []),
    ...['storage', 'bus', 'assets', 'queue'].map((folder) => layer('server', folder, ['platform/'])),
    layer('server', 'auth', ['platform/', ...ports]),
    layer('server', 'rooms', ['platform/', 'auth/', '(storage|bus)/ports']),
    ...['review', 'generation', 'hooks', 'drawing'].map((folder) =>
      layer('server', folder, ['platform/', 'auth/', 'rooms/ports', ...ports, 'review/', 'generation/']),
    ),
    ...['http', 'live', 'import', 'export'].map((folder) =>
      layer('server', folder, [
        'platform/',
        'auth/',
        'rooms/(ports|sync-address)',
        ...ports,
        'review/',
        'generation/',
        'drawing/',
        'hooks/',
        'import/',
        'export/',
        'http/ports',
      ]),
    ),
    deny(
      'implementations-by-compose',
      {
        path: '^server/',
        pathNot: [
          test,
          '^server/(compose|open-ports)\\.ts$',
          '^server/storage/',
          '^server/assets/',
          '^server/bus/',
          '^server/queue/',
          '^server/generation/providers/',
        ],
      },
      { path: '^server/(storage/(sqlite|mongo)|assets/(folder|s3)|generation/providers)/' },
      'ports are implemented for compose and tests alone',
    ),

    deny(
      'client-ui-stands-alone',
      { path: '^client/ui/' },
      { path: '^client/(app|features|model|connection)/' },
      'ui knows no product',
    ),
    deny(
      'client-connection-lowest',
      { path: '^client/connection/' },
      { path: '^client/(app|features|model|ui)/' },
      'connection is lowest',
    ),
    deny(
      'client-model-below-features',
      { path: '^client/model/' },
      { path: '^client/(app|features)/' },
      'model is below features',
    ),
    deny(
      'client-features-below-app',
      { path: '^client/features/' },
      { path: '^client/app/' },
      'features are below app',
    ),
    deny(
      'features-never-import-features',
      { path: '^client/features/([^/]+)/' },
      { path: '^client/features/', pathNot: '^client/features/$1/' },
      'features meet in model or app',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|\\.cache|data)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
