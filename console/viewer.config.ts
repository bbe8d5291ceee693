/**
 * Builds the viewer that saved HTML files carry: one script and one style sheet, without imports and without a router,
 * beside the console in dist/console. Run after the console's own build, which empties that folder.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: false,
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    lib: {
      entry: fileURLToPath(new URL('src/viewer.tsx', import.meta.url)),
      formats: ['iife'],
      name: 'StairwellViewer',
      fileName: () => 'viewer.js',
      cssFileName: 'viewer',
    },
  },
});
