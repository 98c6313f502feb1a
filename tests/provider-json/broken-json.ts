import { providerToJSON } from '../../src/provider-json/index.ts';
import { klaviyo } from '../../src/providers/klaviyo/provider.ts';

/** Klaviyo's definition as text. */
export const good = JSON.stringify(await providerToJSON(klaviyo));
/** JSON that is about to be broken. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- stands for JSON that is about to be broken
export type Loose = Record<string, any>;

/** The built-in definition with one thing changed, as it would come over the wire. */
export function changed(change: (json: Loose) => void): unknown {
  const json = JSON.parse(good) as Loose;
  change(json);
  return json;
}

export const configuration = (json: Loose): Loose => json['forms'].configuration.properties;
export const credentials = (json: Loose): Loose => json['forms'].auth.credentials.fields.properties;
