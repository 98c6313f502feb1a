import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of Google Analytics 4. */
export const paste: PasteHints = {
  brands: ['ga', 'ga4', 'gtag', 'analytics', 'googleanalytics'],
  fields: {
    measurementId: { names: ['measurement', 'ga id', 'ga4 id', 'ga tracking id', 'gtag id', 'ga', 'ga4', 'tag id', 'gtag config', 'gtag js id', 'google com tid', 'google com measurement id', 'collect tid', 'stream measurement id'], pattern: '^G-[A-Z0-9]{8,12}$' },
    apiSecret: { names: ['measurement protocol secret', 'measurement protocol api secret', 'mp secret', 'mp api secret', 'ga secret', 'ga4 secret', 'secret value'], pattern: '^[A-Za-z0-9_-]{22}$' },
    propertyId: { names: ['property', 'ga property', 'analytics google com p', 'properties'], pattern: '^$' },
  },
  wrong: [
    { field: 'measurementId', pattern: '^UA-[0-9]{4,10}-[0-9]{1,4}$' },
    { field: 'measurementId', pattern: '^(?:GT|AW|GTM|DC)-[A-Z0-9]{4,14}(?:$|/)' },
    { field: 'measurementId', pattern: '^[0-9]{8,12}$' },
  ],
};
