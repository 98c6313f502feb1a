import type { Integration } from '../../core/integration.ts';

/** Are there settings that are saved here and that the provider did not take (UX-74)? */
export function isRefused(integration: Integration | undefined): boolean {
  return integration?.problem?.code === 'refused_by_provider';
}
