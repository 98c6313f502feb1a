import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The E.164 form of a number; `region` (ISO 3166, two letters) is where one without a country code is from. Undefined when it cannot be understood. */
export function toE164(text: string, region: string | undefined): string | undefined {
  const number = parsePhoneNumberFromString(text, { extract: false, ...(region && isSupportedCountry(region) && { defaultCountry: region }) });
  return number?.isPossible() ? number.number : undefined;
}
