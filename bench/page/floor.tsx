import { zodResolver } from '@hookform/resolvers/zod';
import * as Dialog from '@radix-ui/react-dialog';
import { memo, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { type Control, useForm, useFormState, type UseFormRegister } from 'react-hook-form';
import { create } from 'zustand';
import { type BenchField, benchFields, type BenchProvider, benchProviders, type Contestant, untilCount } from './content.ts';
import { type Form, schemaOf } from './form-schema.ts';

// The floor: what an engineer writes by hand with the same libraries, and nothing around them.

const Row = memo(function Row({ field, control, register }: { field: BenchField; control: Control<Form>; register: UseFormRegister<Form> }) {
  const { errors } = useFormState({ control, name: field.name, exact: true });
  const error = errors[field.name]?.message;
  const wiring = register(field.name);
  return (
    <div className="field">
      <label>
        {field.label}
        {field.type === 'select' ? <select {...wiring}>{field.options.map((one) => <option key={one}>{one}</option>)}</select>
          : <input {...wiring} type={field.type === 'boolean' ? 'checkbox' : field.type === 'number' ? 'number' : 'text'} aria-invalid={!!error} />}
      </label>
      <small>{field.help}</small>
      {error ? <em>{String(error)}</em> : null}
    </div>
  );
});

function HandWrittenForm({ fields }: { fields: readonly BenchField[] }) {
  const resolver = useMemo(() => zodResolver(schemaOf(fields)), [fields]);
  const { control, register, handleSubmit } = useForm<Form>({ mode: 'onChange', defaultValues: Object.fromEntries(fields.map((field) => [field.name, field.value])), resolver: resolver as never });
  return <form onSubmit={(event) => void handleSubmit(() => {})(event)}>{fields.map((field) => <Row key={field.name} field={field} control={control} register={register} />)}<button type="submit">Save</button></form>;
}

interface State { byId: Record<string, BenchProvider>; ids: string[]; open: string | null }

function mount(root: HTMLElement, cards: number, count: number): Promise<() => void> {
  const providers = benchProviders(cards);
  const fields = benchFields(count);
  const useStore = create<State>(() => ({ byId: Object.fromEntries(providers.map((one) => [one.id, one])), ids: providers.map((one) => one.id), open: null }));
  const Card = memo(function Card({ id }: { id: string }) {
    const provider = useStore((state) => state.byId[id]);
    if (!provider) return null;
    return (
      <li className="card">
        <h3>{provider.name}</h3>
        <p>{provider.summary}</p>
        <span className="badge">{provider.category}</span> <span className="badge">{provider.connected ? 'Connected' : 'Not connected'}</span>
        <div><button type="button" onClick={() => useStore.setState({ open: id })}>{provider.connected ? 'Configure' : 'Connect'}</button></div>
      </li>
    );
  });
  function Page() {
    const ids = useStore((state) => state.ids);
    const open = useStore((state) => state.open);
    return (
      <>
        <ul>{ids.map((id) => <Card key={id} id={id} />)}</ul>
        <Dialog.Root open={open !== null} onOpenChange={(next) => { if (!next) useStore.setState({ open: null }); }}>
          <Dialog.Portal>
            <Dialog.Overlay className="overlay" />
            <Dialog.Content className="content">
              <Dialog.Title>Configure {open}</Dialog.Title>
              <Dialog.Description>Settings of this integration.</Dialog.Description>
              <HandWrittenForm fields={fields} />
              <Dialog.Close>Close</Dialog.Close>
            </Dialog.Content>
          </Dialog.Portal>
        </Dialog.Root>
      </>
    );
  }
  const reactRoot = createRoot(root);
  reactRoot.render(<Page />);
  return untilCount(root, 'li.card', cards).then(() => () => reactRoot.unmount());
}

export const floor: Contestant = { mount, trigger: 'li.card:nth-child(2) button', dialog: '[role=dialog] form', input: '[name=f0]' };
