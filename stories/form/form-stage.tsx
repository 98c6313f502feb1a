import { useEffect, useState } from 'react';
import type { $ZodObject } from 'zod/v4/core';
import type { FieldsFormProps, FormHandle } from '../../src/react/form/form-handle.ts';
import { laterControls, laterMistakes, laterRarities } from '../../src/react/form/later-controls.ts';
import { FieldsForm } from '../../src/react/form/fields-form.tsx';
import { attributesOf } from '../../src/react/parts/attributes-of.ts';
import { RootContext, type RootContextValue } from '../../src/react/root/root-context.ts';

// Dialogs wait for them before they show a form.
await Promise.all([laterControls.load(), laterMistakes.load(), laterRarities.load()]);

// A shop in Berlin on a morning in June, so that pictures do not change.
const root = { locale: 'en-GB', timeZone: 'Europe/Berlin', now: () => Date.UTC(2026, 5, 3, 8), messages: {}, classNames: {}, part: attributesOf.bind(null, {}), components: {}, controls: {}, categories: {}, readOnly: false, headingLevel: 2, announce: () => {} } as unknown as RootContextValue;

export interface StageProps extends Partial<Omit<FieldsFormProps, 'schema' | 'handle'>> {
  schema: $ZodObject;
  theme: string;
  direction: string;
  /** Submits at once, so that what is wrong shows. */
  submitted?: boolean;
}

/** A form as it stands in a dialog. */
export function FormStage({ schema, theme, direction, submitted, ...props }: StageProps) {
  const [handle, setHandle] = useState<FormHandle | null>(null);
  useEffect(() => {
    if (submitted) void handle?.validate();
  }, [handle, submitted]);
  return (
    <RootContext.Provider value={root}>
      <div className="integrations" data-theme={theme} dir={direction} style={{ fontFamily: 'Inter, ui-sans-serif, system-ui, "Noto Sans", sans-serif', background: 'var(--integrations-raised)', minBlockSize: '100vh', boxSizing: 'border-box' }}>
        <main style={{ maxInlineSize: '33rem', marginInline: 'auto', padding: 'var(--integrations-space-6) var(--integrations-space-4)' }}>
          <FieldsForm id="story" provider={{ id: 'klaviyo', name: 'Klaviyo', category: 'email', summary: '', forms: { auth: {}, disconnect: { impact: [], keeps: [] } } }}
            purpose="configuration" initial={{}} onSubmit={() => {}} {...props} schema={schema} handle={setHandle} />
        </main>
      </div>
    </RootContext.Provider>
  );
}
