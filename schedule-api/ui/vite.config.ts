import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.ROOMCAST_API ?? 'http://127.0.0.1:18080';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: { target: 'es2022', sourcemap: false, manifest: 'manifest.json' },
  server: { fs: { allow: ['../..'] }, proxy: { '/api': api } },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
  },
});
