import type { Preview } from '@storybook/react-vite';
import { useEffect } from 'react';
import '../src/styles/styles.css';
import './preview.css';

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error', options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } },
  },
  initialGlobals: { theme: 'light', direction: 'ltr', locale: 'en' },
  globalTypes: {
    theme: { description: 'Colour scheme', toolbar: { title: 'Theme', icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true } },
    direction: { description: 'Writing direction', toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true } },
    locale: { description: 'Dates and numbers', toolbar: { title: 'Locale', icon: 'globe', items: ['en', 'en-GB', 'de', 'pl', 'ar'], dynamicTitle: true } },
  },
  decorators: [
    (Story, { globals }) => {
      const { theme, direction, locale } = globals as { theme: string; direction: string; locale: string };
      // On the document, as a host has it: dialogs are portals, and the page inherits.
      useEffect(() => {
        const { documentElement: page } = document;
        page.dataset['theme'] = theme;
        page.dir = direction;
        page.lang = locale;
      }, [theme, direction, locale]);
      return <Story />;
    },
  ],
};
export default preview;
