import { defineConfig } from 'tsup';

// esbuild does not rewrite specifiers of files it does not bundle: `./x.ts` in the sources must read `./x.js` in what is shipped.
const jsSpecifiers = {
  name: 'js-specifiers',
  renderChunk: (code: string) => ({ code: code.replace(/((?:\bfrom|\bimport)\s*\(?\s*["'])(\.{1,2}\/[^"']+?)\.tsx?(["'])/g, '$1$2.js$3') }),
};

export default defineConfig([
  {
    // One built file per module: keeps "use client" exactly where it stands, and one copy of what entries share.
    entry: ['src/**/*.{ts,tsx}', '!src/**/*.d.ts'],
    outDir: 'dist', format: ['esm'], bundle: false, splitting: false, sourcemap: true, target: 'es2022', platform: 'neutral', dts: false, silent: true,
    plugins: [jsSpecifiers],
  },
  { entry: { styles: 'src/styles/styles.css', 'oauth-callback': 'src/styles/callback.css' }, outDir: 'dist', format: ['esm'], minify: true, dts: false, silent: true },
]);
