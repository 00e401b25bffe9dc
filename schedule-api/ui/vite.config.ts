import react from '@vitejs/plugin-react';
import { build, type Plugin, type Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';

const api = process.env.ROOMCAST_API ?? 'http://127.0.0.1:18080';

/** What the first screen runs, in the order of `main.ts`: a chunk each, and so a task each. What none names is in the last. */
const STEPS: [name: string, modules: RegExp][] = [
  ['react', /node_modules\/(react|react-dom|scheduler)\//],
  ['parts', /node_modules\/@(mantine|floating-ui)\/|src\/theme/],
  ['tools', /node_modules\/|src\/i18n\//],
  ['first', /./],
];

const shared = { base: '/app/', plugins: [react()] };

type Chunks = Map<string, Rolldown.OutputChunk>;

const chunksOf = (output: Iterable<Rolldown.OutputChunk | Rolldown.OutputAsset>): Chunks =>
  new Map([...output].filter((it) => it.type === 'chunk').map((it) => [it.fileName, it]));

/** Files, and all that they import. */
function withImports(chunks: Chunks, files: string[]): string[] {
  const all = new Set<string>();
  const left = [...files];
  for (let file = left.pop(); file; file = left.pop()) {
    if (!all.has(file)) {
      all.add(file);
      left.push(...(chunks.get(file)?.imports ?? []));
    }
  }
  return [...all];
}

/** Modules that the page needs before it can show its first screen, as a build without groups has them. */
async function firstScreen(): Promise<Set<string>> {
  const { output } = (await build({ ...shared, configFile: false, logLevel: 'silent', build: { target: 'es2022', write: false } })) as Rolldown.RolldownOutput;
  const chunks = chunksOf(output);
  const screens = [...chunks.values()].filter((it) => /\/src\/(app|today\/Today)\.tsx$/.test(it.facadeModuleId ?? ''));
  return new Set(withImports(chunks, screens.map((it) => it.fileName)).flatMap((file) => chunks.get(file)?.moduleIds ?? []));
}

/** Names the steps' files to `main.ts`, which lets the browser fetch them all at once as soon as its first picture stands. */
const ahead: Plugin = {
  name: 'ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) => {
      const chunks = chunksOf(Object.values(bundle ?? {}));
      const entry = [...chunks.values()].find((it) => it.isEntry);
      return withImports(chunks, entry?.dynamicImports ?? [])
        .filter((file) => !entry?.imports.includes(file))
        .map((file) => ({ tag: 'link', attrs: { rel: 'ahead', crossorigin: true, href: shared.base + file }, injectTo: 'head' as const }));
    },
  },
};

export default defineConfig(async ({ command, mode }) => {
  const first = command === 'build' && mode !== 'test' ? await firstScreen() : new Set<string>();
  return {
    ...shared,
    plugins: [...shared.plugins, ahead],
    build: {
      target: 'es2022',
      sourcemap: false,
      manifest: 'manifest.json',
      // A few files, not one for each set of screens that share something: on a slow line each costs a way there and back.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'loader', test: /vite\/preload-helper/, priority: STEPS.length },
              ...STEPS.map(([name, modules], i) => ({ name, test: (id: string) => first.has(id) && modules.test(id), priority: STEPS.length - 1 - i })),
            ],
          },
        },
      },
    },
    server: { fs: { allow: ['../..'] }, proxy: { '/api': api } },
    test: {
      environment: 'jsdom',
      setupFiles: ['src/test/setup.ts'],
      include: ['src/**/*.test.{ts,tsx}'],
      testTimeout: 60_000,
      maxWorkers: '100%',
    },
  };
});
