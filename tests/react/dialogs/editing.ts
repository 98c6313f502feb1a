import { screen, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import type { IntegrationsAdapter } from '../../../src/core/adapter.ts';
import { connectedKlaviyo, openDialog, openWorld, type World, type WorldOptions } from './harness.tsx';

export const connected = { seed: { klaviyo: connectedKlaviyo } };
export const bar = () => document.querySelector<HTMLElement>('[data-part="save-bar"]');
export const input = (path: string) => document.querySelector<HTMLInputElement>(`[data-field="${path}"] input`) as HTMLInputElement;
export const stored = (world: World) => world.state().integrations['klaviyo']?.configuration as Record<string, unknown>;
export const retype = async (world: World, path: string, text: string) => {
  await world.user.clear(input(path));
  if (text) await world.user.type(input(path), text);
};
/** The line in the footer; the live region says the same. */
export const saved = () => waitFor(() => expect(document.querySelector('[data-part="dialog-footer"] [data-outcome="saved"]')).not.toBeNull());
export const save = (world: World) => world.user.click(screen.getByRole('button', { name: 'Save changes' }));

/** Ben saves, all at once, on top of what the dialog was opened with. */
export const benSaves = (world: World, theirs: Record<string, unknown>) =>
  world.adapter.controls.change('klaviyo', { configuration: { ...connectedKlaviyo.configuration, ...theirs }, updatedBy: 'ben' });

/** Ana has typed `mine` when Ben's `theirs` is saved. */
export async function meanwhile(mine: Record<string, string>, theirs: Record<string, unknown>, options: WorldOptions = {}): Promise<World> {
  const world = await openWorld({ ...connected, ...options });
  await openDialog(world, 'Configure');
  for (const [path, text] of Object.entries(mine)) await retype(world, path, text);
  benSaves(world, theirs);
  return world;
}

/** Runs something of somebody else's just before the save of this number (1: the first) reaches the backend. */
export function beforeSave(world: World, number: number, happens: () => void): void {
  const { configure } = world.adapter;
  let saves = 0;
  world.adapter.configure = (...given: Parameters<IntegrationsAdapter['configure']>) => {
    if (++saves === number) happens();
    return configure(...given);
  };
}
