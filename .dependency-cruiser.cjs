/** Imports point downwards only; see ARCHITECTURE.md, "Layers". */
const allowed = {
  aws: [],
  asl: ['aws'],
  store: ['aws'],
  integrations: ['aws', 'asl'],
  engine: ['aws', 'asl', 'store', 'integrations'],
  api: ['aws', 'asl', 'engine', 'store'],
  server: ['aws', 'asl', 'store', 'integrations', 'engine', 'api'],
  testkit: ['aws', 'asl', 'store', 'integrations', 'engine', 'server'],
  cli: ['aws', 'server'],
};
const arrows = Object.entries(allowed).map(([layer, below]) => ({
  name: `${layer}-imports-downwards`,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: '\\.(test|contract)\\.ts$' },
  to: { path: '^src/', pathNot: [`^src/${layer}/`, ...below.map((l) => `^src/${l}/`)].join('|') },
}));
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'asl-is-pure',
      severity: 'error',
      from: { path: '^src/(asl|aws)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'dialects-apart',
      severity: 'error',
      from: { path: '^src/asl/jsonpath/' },
      to: { path: '^src/asl/jsonata/' },
    },
    {
      name: 'dialects-apart-2',
      severity: 'error',
      from: { path: '^src/asl/jsonata/' },
      to: { path: '^src/asl/jsonpath/' },
    },
    ...arrows,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
