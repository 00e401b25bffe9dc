import react from '@vitejs/plugin-react';
import { build, type Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';

const api = process.env.ROOMCAST_API ?? 'http://127.0.0.1:18080';

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

export default defineConfig(async ({ command, mode }) => {
  const first = command === 'build' && mode !== 'test' ? await firstScreen() : new Set<string>();
  return {
    ...shared,
    build: {
      target: 'es2022',
      sourcemap: false,
      manifest: 'manifest.json',
      // One file, not one for each set of screens that share something: on a slow line each costs a way there and back.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'loader', test: /vite\/preload-helper/, priority: 1 }, { name: 'first', test: (id: string) => first.has(id) }] } } },
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
