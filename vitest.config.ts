import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

// Listed, so that the dev server never finds one mid-run and reloads the page under a test.
const dependencies = [
  'react', 'react-dom', 'react-dom/client', 'react-dom/server', 'react/jsx-runtime', 'react/jsx-dev-runtime', '@radix-ui/react-dialog', '@radix-ui/react-alert-dialog',
  'react-hook-form', '@hookform/resolvers', '@hookform/resolvers/zod', 'zod', 'zod/mini', 'zod/v4/core', 'zustand', 'zustand/vanilla', 'get-nonce', 'downshift', 'croner', 'libphonenumber-js/min',
  '@testing-library/react', '@testing-library/user-event', '@testing-library/dom', 'axe-core',
];

const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  instances: [{ browser: 'chromium' as const }],
  provider: playwright({
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-quic', '--no-first-run', '--disable-sync'],
    },
  }),
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', environment: 'node', include: ['tests/**/*.node.test.ts'], exclude: ['tests/e2e/**', ...(process.env['WITHOUT'] ? [process.env['WITHOUT']] : [])], globalSetup: ['tests/setup/postgres.ts'], setupFiles: ['tests/setup/pglite.ts'], expect: { poll: { timeout: 15_000 } }, testTimeout: 60_000, hookTimeout: 120_000 } },
      { plugins: [react()], optimizeDeps: { include: dependencies }, test: { name: 'browser', include: ['tests/**/*.browser.test.{ts,tsx}'], setupFiles: ['tests/setup/browser.ts'], testTimeout: 30_000, browser: browser() } },
      { plugins: [storybookTest({ configDir: '.storybook' })], optimizeDeps: { include: dependencies }, test: { name: 'storybook', testTimeout: 30_000, browser: browser() } },
      { test: { name: 'e2e', environment: 'node', expect: { poll: { timeout: 15_000 } }, include: ['tests/e2e/**/*.e2e.node.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
