// arrows.mjs < METADATA: the crates of the workspace may use one another in one direction only.
// Reads what `cargo metadata --no-deps` prints. Tests may use the sandbox besides.

const ALLOWED = {
  domain: [],
  sandbox: [],
  store: ['domain'],
  providers: ['domain'],
  import: ['domain'],
  billing: ['domain', 'store', 'providers'],
  texts: [],
  app: ['domain', 'store', 'providers', 'import', 'billing', 'texts'],
  frontend: ['app'],
  server: ['domain', 'store', 'providers', 'import', 'billing', 'app', 'sandbox'],
};

let text = '';
for await (const chunk of process.stdin) text += chunk;
const { packages } = JSON.parse(text);
const ours = new Set(packages.map(({ name }) => name));

const wrong = packages.flatMap(({ name, dependencies }) =>
  dependencies
    .filter((dependency) => ours.has(dependency.name) && dependency.name !== name)
    .filter(({ name: used, kind }) => !(ALLOWED[name] ?? []).includes(used) && !(kind === 'dev' && used === 'sandbox'))
    .map(({ name: used }) => `${name} uses ${used}`),
);
const unknown = [...ours].filter((name) => !(name in ALLOWED)).map((name) => `${name} is not listed in scripts/arrows.mjs`);

for (const line of [...wrong, ...unknown]) console.error(line);
if (wrong.length + unknown.length > 0) process.exit(1);
console.log(`${packages.length} crates, every arrow allowed`);
