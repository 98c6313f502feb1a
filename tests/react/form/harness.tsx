import { render } from '@testing-library/react';
import { StrictMode } from 'react';
import type { $ZodObject } from 'zod/v4/core';
import type { Values } from '../../../src/core/integration.ts';
import type { FieldsFormProps, FormHandle } from '../../../src/react/form/form-handle.ts';
import { laterControls, laterMistakes, laterRarities } from '../../../src/react/form/later-controls.ts';
import { FieldsForm } from '../../../src/react/form/fields-form.tsx';
import type { MessageOverrides } from '../../../src/react/messages/messages.ts';
import { attributesOf } from '../../../src/react/parts/attributes-of.ts';
import { RootContext, type RootContextValue } from '../../../src/react/root/root-context.ts';
import '../../../src/styles/styles.css';

// Dialogs wait for them before they show a form.
await Promise.all([laterControls.load(), laterMistakes.load(), laterRarities.load()]);

/** Members of a root; of the messages, those to replace. */
type RootPart = Partial<Omit<RootContextValue, 'messages'>> & { messages?: MessageOverrides };

/** A root that offers what forms read of it. */
export function rootWith(more: RootPart = {}): RootContextValue {
  const { classNames = {} } = more;
  return { locale: 'en', messages: {}, classNames, part: attributesOf.bind(null, classNames), components: {}, controls: {}, categories: {}, readOnly: false, headingLevel: 2, colorScheme: 'light', container: undefined, nonce: undefined, now: Date.now, announce: () => {}, ...more } as unknown as RootContextValue;
}

export interface ShownForm {
  handle: FormHandle;
  form: HTMLFormElement;
  submitted: Values[];
  dirty: number[];
  rerender: (more?: Partial<FieldsFormProps>) => void;
  unmount: () => void;
}

/** Shows the form of a schema, in StrictMode, with a submit button beside it. */
export function showForm(schema: $ZodObject, given: Partial<FieldsFormProps> = {}, root: RootPart = {}): ShownForm {
  const shown = { submitted: [] as Values[], dirty: [] as number[] } as ShownForm;
  const context = rootWith(root);
  const view = (more: Partial<FieldsFormProps> = {}) => (
    <StrictMode>
      <RootContext.Provider value={context}>
        <div className="integrations" data-theme="light">
          <FieldsForm id="form" provider={{ id: 'klaviyo', name: 'Klaviyo', category: 'email', summary: '', forms: { auth: {}, disconnect: { impact: [], keeps: [] } } }} schema={schema} purpose="credentials" initial={{}}
            onSubmit={(values) => shown.submitted.push(values)} onDirtyChange={(count) => shown.dirty.push(count)} handle={(handle) => { if (handle) shown.handle = handle; }} {...given} {...more} />
          <button type="submit" form="form">Connect</button>
        </div>
      </RootContext.Provider>
    </StrictMode>
  );
  const { rerender, unmount, container } = render(view());
  shown.form = container.querySelector('form') as HTMLFormElement;
  shown.rerender = (more) => rerender(view(more));
  shown.unmount = unmount;
  return shown;
}
