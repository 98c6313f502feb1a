import { cronProblem } from './cron.ts';
import type { FieldDescriptor } from './describe-fields.ts';

/** What is wrong with a value for the control its field names: a phone number is E.164 (`+442079460018`), a schedule a cron expression of five parts. */
export function formatProblem({ control, label }: FieldDescriptor, value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (control === 'phone') return phoneProblem(label, value);
  const problem = control === 'schedule' && cronProblem(value);
  return problem ? `${label}: ${problem}` : undefined;
}

function phoneProblem(label: string, value: string): string | undefined {
  if (/^\+[1-9]\d{6,14}$/.test(value)) return undefined;
  if (!/^\+/.test(value)) return `${label}: start with + and the country code, such as +44 20 7946 0018. Without it the number does not say which country it is in.`;
  return `${label}: check the digits. A number has 7 to 15 of them, country code included, such as +44 20 7946 0018.`;
}
