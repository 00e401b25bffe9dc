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

/** Modules that the page needs before it can show its first screen, as a build without groups has them. */
async function firstScreen(): Promise<Set<string>> {
  const { output } = (await build({ ...shared, configFile: false, logLevel: 'silent', build: { target: 'es2022', write: false } })) as Rolldown.RolldownOutput;
  const chunks = new Map(output.filter((it) => it.type === 'chunk').map((it) => [it.fileName, it]));
  const left = [...chunks.values()].filter((it) => /\/src\/(app|today\/Today)\.tsx$/.test(it.facadeModuleId ?? ''));
  const modules = new Set<string>();
  for (let chunk = left.pop(); chunk; chunk = left.pop()) {
    if (chunks.delete(chunk.fileName)) {
      chunk.moduleIds.forEach((id) => modules.add(id));
      left.push(...chunk.imports.flatMap((name) => chunks.get(name) ?? []));
    }
  }
  return modules;
}

/** Names the steps' files to `main.ts`, which lets the browser fetch them all at once as soon as its first picture stands. */
const ahead: Plugin = {
  name: 'ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.values(bundle ?? {})
        .filter((it) => it.type === 'chunk' && (STEPS.some(([name]) => name === it.name) || /\/src\/(app|router|theme|i18n\/index)\.tsx?$/.test(it.facadeModuleId ?? '')))
        .map((it) => ({ tag: 'link', attrs: { rel: 'ahead', crossorigin: true, href: `/app/${it.fileName}` }, injectTo: 'head' as const })),
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
    },
  };
});
