import type { ConformanceFixture } from './conformance-case.ts';

/** Every secret value the fixture enters anywhere. */
export function secretsOf({ secrets, credentials }: ConformanceFixture): string[] {
  const entered = [credentials.valid, credentials.rejected, credentials.otherAccount, ...Object.values(credentials.failing ?? {})];
  const values = entered.flatMap((one) => secrets.map((key) => one?.[key]));
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))];
}
