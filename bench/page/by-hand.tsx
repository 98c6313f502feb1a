import { zodResolver } from '@hookform/resolvers/zod';
import * as Dialog from '@radix-ui/react-dialog';
import { memo, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { type Control, type UseFormRegister, useForm, useFormState } from 'react-hook-form';
import { create } from 'zustand';
import { type BenchField, benchFields, type BenchProvider, benchProviders, type Contestant, untilCount } from './content.ts';
import { type Form, schemaOf } from './form-schema.ts';

// What an engineer writes by hand who wants this very page: the same elements, words and stylesheet as ours, drawn once from data that is there.

const connectedAt = new Date(Date.UTC(2026, 0, 1, 9));
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' });

interface State { byId: Record<string, BenchProvider>; ids: string[]; open: string | null; query: string; filter: string }
type Store = ReturnType<typeof makeStore>;
const makeStore = (providers: readonly BenchProvider[]) =>
  create<State>(() => ({ byId: Object.fromEntries(providers.map((one) => [one.id, one])), ids: providers.map((one) => one.id), open: null, query: '', filter: 'All' }));

const Card = memo(function Card({ id, store }: { id: string; store: Store }) {
  const provider = store((state) => state.byId[id]);
  if (!provider) return null;
  const { name, summary, connected } = provider;
  const open = () => store.setState({ open: id });
  return (
    <article data-part="card" data-provider={id} data-integration={id} data-status={connected ? 'connected' : 'disconnected'} data-state={connected ? 'connected' : 'available'} aria-label={name}>
      <header data-part="card-header">
        <span data-part="icon" data-monogram="" aria-hidden="true">{name.charAt(0) + name.slice(-1)}</span>
        <div>
          <h4 data-part="card-title" tabIndex={-1}>{name}</h4>
          {connected && <p data-part="account" title={`${name} account`}><bdi>{name} account</bdi></p>}
        </div>
      </header>
      <span data-part="badge" data-tone={connected ? 'ok' : 'none'}>{connected ? 'Connected' : 'Not connected'}</span>
      <p data-part="card-line">{connected ? <>Connected by you, <time data-part="time" dateTime={connectedAt.toISOString()} title={exact.format(connectedAt)}>{day.format(connectedAt)}</time>. </> : summary}</p>
      <footer data-part="card-actions">
        <button type="button" data-part="button" data-kind="plain" aria-label={`${connected ? 'Configure' : 'Connect'} ${name}`} onClick={open}>{connected ? 'Configure' : 'Connect'}</button>
        {connected && <button type="button" data-part="button" data-kind="quiet" aria-label={`Disconnect ${name}`} onClick={open}>Disconnect</button>}
        {connected && <div data-part="more"><button type="button" data-part="button" data-kind="icon" aria-label={`More actions for ${name}`} aria-expanded="false" onClick={open}>⋯</button></div>}
      </footer>
    </article>
  );
});

function Header({ store }: { store: Store }) {
  const query = store((state) => state.query);
  const filter = store((state) => state.filter);
  const byId = store((state) => state.byId);
  const all = Object.values(byId);
  return (
    <header data-part="header">
      <div>
        <h2 data-part="title">Integrations</h2>
        <p data-part="summary">{all.filter((one) => one.connected).length} of {all.length} connected</p>
      </div>
      <div data-part="tools" role="search" aria-label="Search integrations">
        <div data-part="search"><input type="search" value={query} placeholder="Search integrations" aria-label="Search integrations" autoComplete="off" spellCheck={false} onChange={(event) => store.setState({ query: event.target.value })} /></div>
        <div data-part="filters" role="group" aria-label="Show">
          {['All', 'Connected', 'Available'].map((one) => <button key={one} type="button" data-part="filter" aria-pressed={filter === one} onClick={() => store.setState({ filter: one })}>{one}</button>)}
        </div>
      </div>
    </header>
  );
}

const Row = memo(function Row({ field, control, register }: { field: BenchField; control: Control<Form>; register: UseFormRegister<Form> }) {
  const { errors } = useFormState({ control, name: field.name, exact: true });
  const error = errors[field.name]?.message;
  const help = `${field.name}-help`;
  const wiring = { ...register(field.name), 'data-part': 'input', id: field.name, 'aria-describedby': help, 'aria-invalid': error ? true : undefined };
  const kind = field.type === 'boolean' ? 'switch' : field.type;
  return (
    <div data-part="field" data-field={field.name} data-control={kind}>
      <label data-part="label" id={`${field.name}-label`} htmlFor={field.name}>{field.label}</label>
      <p data-part="help" id={help}>{field.help}</p>
      {field.type === 'boolean' ? <input {...wiring} type="checkbox" role="switch" data-switch="" />
        : field.type === 'select' ? <div data-part="control" data-select=""><select {...wiring}>{field.options.map((one) => <option key={one}>{one}</option>)}</select></div>
        : <div data-part="control"><input {...wiring} type="text" inputMode={field.type === 'number' ? 'numeric' : undefined} dir="auto" autoComplete="off" data-1p-ignore="" data-lpignore="true" data-bwignore="" data-form-type="other" /></div>}
      {error ? <p data-part="error">{String(error)}</p> : null}
    </div>
  );
});

function DialogForm({ fields }: { fields: readonly BenchField[] }) {
  const resolver = useMemo(() => zodResolver(schemaOf(fields)), [fields]);
  const { control, register, handleSubmit } = useForm<Form>({ mode: 'onChange', defaultValues: Object.fromEntries(fields.map((field) => [field.name, field.value])), resolver: resolver as never });
  return (
    <form data-part="form" method="post" noValidate onSubmit={(event) => void handleSubmit(() => {})(event)}>
      <div data-part="section">{fields.map((field) => <Row key={field.name} field={field} control={control} register={register} />)}</div>
    </form>
  );
}

function Dialogs({ store, fields }: { store: Store; fields: readonly BenchField[] }) {
  const open = store((state) => state.open);
  const name = store((state) => state.byId[state.open ?? '']?.name);
  const close = () => store.setState({ open: null });
  return (
    <Dialog.Root open={open !== null} onOpenChange={(next) => { if (!next) close(); }}>
      <Dialog.Portal>
        <div className="integrations" data-theme="inherit">
          <Dialog.Overlay data-part="overlay">
            <Dialog.Content data-part="configure-dialog">
              <header data-part="dialog-header" data-icon="">
                <span data-part="icon" data-monogram="" aria-hidden="true">P1</span>
                <div>
                  <Dialog.Title data-part="dialog-title" tabIndex={-1}>Configure {name}</Dialog.Title>
                  <Dialog.Description data-part="dialog-description">{name} account · connected Jan 1</Dialog.Description>
                </div>
                <Dialog.Close data-part="close" data-kind="icon" aria-label="Close"><svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8" /></svg></Dialog.Close>
              </header>
              <div data-part="dialog-body">
                <div data-form-area="">
                  <DialogForm fields={fields} />
                  <div data-actions=""><button type="button" data-part="button" data-kind="plain" aria-disabled="false">Restore defaults</button></div>
                  <section data-connection="" aria-labelledby="connection">
                    <h3 data-part="section-title" id="connection">Connection</h3>
                    <div data-actions=""><button type="button" data-part="button" data-kind="plain" aria-disabled="false">Test connection</button></div>
                  </section>
                </div>
              </div>
              <footer data-part="dialog-footer"><span data-part="status" data-start="" /><button type="button" data-part="button" data-kind="plain" onClick={close}>Done</button></footer>
            </Dialog.Content>
          </Dialog.Overlay>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Page({ store, fields }: { store: Store; fields: readonly BenchField[] }) {
  const ids = store((state) => state.ids);
  const { byId } = store.getState();
  const categories = new Map<string, string[]>();
  for (const id of ids) categories.set(byId[id]?.category ?? '', [...(categories.get(byId[id]?.category ?? '') ?? []), id]);
  return (
    <section className="integrations" data-part="root" data-theme="inherit" aria-label="Integrations" tabIndex={-1}>
      <Header store={store} />
      <div data-part="content">
        {[...categories].map(([category, members]) => (
          <div key={category} data-part="category" data-category={category} role="group" aria-label={category}>
            <div data-part="category-header"><h3 data-part="category-title">{category}</h3><span data-part="category-count">{members.length} integrations, {members.filter((id) => byId[id]?.connected).length} connected</span></div>
            <ul data-part="list">{members.map((id) => <li key={id}><Card id={id} store={store} /></li>)}</ul>
          </div>
        ))}
      </div>
      <Dialogs store={store} fields={fields} />
      <div data-part="live" role="status" aria-live="polite" />
      <div data-part="live" role="alert" aria-live="assertive" />
    </section>
  );
}

function mount(root: HTMLElement, cards: number, count: number): Promise<() => void> {
  const store = makeStore(benchProviders(cards));
  const reactRoot = createRoot(root);
  reactRoot.render(<Page store={store} fields={benchFields(count)} />);
  return untilCount(root, '[data-part="card"]', cards).then(() => () => reactRoot.unmount());
}

export const byHand: Contestant = { mount, trigger: '[data-integration="p1"] button', dialog: '[role=dialog] form [data-field]', input: '[data-field="f0"] input' };
