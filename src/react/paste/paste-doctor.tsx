import type { PasteHints } from '../../core/paste-hints.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { isBlank } from '../../core/visibility.ts';
import type { FieldNote } from '../form/form-context.ts';
import type { FormEngine } from '../form/form-engine.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { pasteField } from './paste-field.ts';
import { PasteNotice } from './paste-notice.tsx';
import { placePaste } from './place-paste.ts';
import { readPaste } from './read-paste.ts';

/** What was pasted, where, and what was there before it. */
export interface Paste {
  path: string;
  text: string;
  before: unknown;
}

/** Sorts out pasted text and, where there is something to say, says it below the field. Nothing of the text leaves this form. */
export async function pasteDoctor(engine: FormEngine, handle: FormHandle, { path, text, before }: Paste, show: (note: FieldNote | null) => void): Promise<void> {
  // By then the text has come into the field.
  await new Promise((done) => setTimeout(done));
  const { provider } = engine.props.current;
  const hints = await hintsOf(provider);
  const fields = [...engine.index.values()].flatMap((one) => pasteField(one, hints, engine) ?? []);
  const present = Object.fromEntries(fields.map((field) => [field.path, textOf(field.path === path ? before : engine.value(field.path))]));
  const advice = placePaste(readPaste(text), { provider, hints, fields, into: path, present });
  const silent = advice.placements.length === 0 && advice.sentence === undefined && advice.several.length === 0;
  // A key of its own for every paste: nothing of the one before is left.
  show(silent ? null : { path, content: <PasteNotice key={Math.random()} engine={engine} handle={handle} advice={advice} path={path} before={before} present={present} onClose={() => show(null)} /> });
}

// Without them, names and formats of the fields have to do.
async function hintsOf({ forms }: ProviderDefinition): Promise<PasteHints | undefined> {
  try {
    const hints = (typeof forms === 'function' ? await forms() : forms).auth.credentials?.paste;
    return await (typeof hints === 'function' ? hints() : hints);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && !isBlank(value) ? value : undefined;
}
