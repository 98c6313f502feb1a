import type { AuthorizationRecord } from '../../core/authorization.ts';
import { previewCredentials } from '../../core/credential-previews.ts';
import { describeFields, type FieldDescriptor } from '../../core/describe-fields.ts';
import { IntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { OAuthScope } from '../../core/provider.ts';
import type { Account, Integration, Values } from '../../core/integration.ts';
import { formRules } from '../../core/form-rules.ts';
import { judgeCredentials } from '../../core/judge.ts';
import { loadOwnApp } from '../../core/load-own-app.ts';
import type { IntegrationsAdapter } from '../../core/adapter.ts';
import { toError } from './gate.ts';
import type { MemoryAdapterOptions, MemoryMethod } from './options.ts';
import type { MemoryRecord, MemoryRecords } from './records.ts';
import type { CallOptions } from '../../core/adapter.ts';

const lifetime = 600_000;

interface Attempt {
  integration: string;
  state: string;
  asked: readonly string[];
  expiresAt: number;
  record: AuthorizationRecord;
  /** The account that signed in, while a choice is open. */
  account?: Account;
  granted?: readonly string[];
  /** The definition's scopes, which may stand for capabilities. */
  scopes: readonly OAuthScope[];
  /** It gives keys more access, and is no connection by itself. */
  adds: boolean;
  /** The merchant's own app it is made with. */
  app?: OwnApp;
}

interface OwnApp {
  values: Values;
  fields: readonly FieldDescriptor[];
}

interface Parts {
  given: MemoryAdapterOptions;
  records: MemoryRecords;
  now: () => Date;
  write: <T>(method: MemoryMethod, input: unknown, o: CallOptions, work: () => Promise<T> | T) => Promise<T>;
}

interface Authorizations {
  authorization: NonNullable<IntegrationsAdapter['authorization']>;
  /** Ends what is under way for this Integration: a late answer must not undo a disconnect. */
  end(integration: string): void;
}

/** Plays sign-ins without a provider: the code `given.signIn` is asked about stands for whatever the user did there. */
export function createAuthorizations({ given, records, now, write }: Parts): Authorizations {
  const attempts = new Map<string, Attempt>();
  let count = 0;

  const find = (id: string): Attempt => {
    const attempt = attempts.get(id);
    if (!attempt) throw new IntegrationsError('not_found', { detail: 'This sign-in does not exist. Start again.' });
    if (isOpen(attempt) && now().getTime() > attempt.expiresAt) settle(attempt, { status: 'expired' });
    return attempt;
  };

  // No revision of its own: a save begun before still fits.
  function note(record: MemoryRecord, authorization: Integration['authorization']): void {
    record.integration = { ...record.integration, authorization };
  }

  function settle(attempt: Attempt, record: AuthorizationRecord): AuthorizationRecord {
    const known = records.find(attempt.integration);
    // A choice is found again by what the Integration says, and is open for as long as a sign-in.
    if (record.status === 'needs_choice') attempt.expiresAt = now().getTime() + lifetime;
    if (record.status !== 'completed') note(known, record.status === 'needs_choice' ? { id: attempt.state.split('.')[0] ?? '', expiresAt: new Date(attempt.expiresAt).toISOString() } : null);
    return (attempt.record = { ...record, ...(record.status === 'completed' && { integration: known.integration }) });
  }

  function cancel(attempt: Attempt): void {
    if (isOpen(attempt)) settle(attempt, { status: 'cancelled' });
  }

  function connect(attempt: Attempt, record: MemoryRecord, account: Account): AuthorizationRecord {
    const at = now().toISOString();
    const { app, adds } = attempt;
    record.ownApp = app?.values ?? {};
    records.write(record, {
      status: 'connected', revocation: 'none', scheme: 'oauth2', account: adds ? record.integration.account : account, scopes: scopesOf(attempt, record.integration), credentials: adds ? record.integration.credentials : app ? previewCredentials(app.fields, app.values, at) : {}, problem: null, authorization: null,
      retryAt: null, checkedAt: at, connectedAt: adds ? record.integration.connectedAt : at, connectedBy: adds ? record.integration.connectedBy : given.actor ?? 'you',
    });
    return settle(attempt, { status: 'completed' });
  }

  async function ownApp(record: MemoryRecord, oauth2: NonNullable<Awaited<ReturnType<MemoryRecords['forms']>>['auth']['oauth2']>, given: Values): Promise<OwnApp> {
    const form = await loadOwnApp(oauth2);
    if (!form) throw new IntegrationsError('bad_request', { detail: `${record.provider.name} takes no fields for a sign-in, so nothing was begun.` });
    const judgement = judgeCredentials(form.fields, given, record.ownApp ?? {}, formRules);
    if (!judgement.ok) throw new IntegrationsError('validation_failed', { fields: judgement.fields });
    return { values: judgement.values, fields: describeFields(form.fields) };
  }

  const authorization: Authorizations['authorization'] = {
    begin: (input, o) => write('begin', input, o, async () => {
      const record = records.find(input.integration);
      const { oauth2 } = (await records.forms(record)).auth;
      if (!oauth2) throw new IntegrationsError('bad_request', { detail: `${record.provider.name} is not connected by signing in. Enter its keys instead.` });
      if (oauth2.adds && record.integration.status === 'disconnected') throw new IntegrationsError('not_connected', { detail: `Signing in gives ${record.provider.name} more access and does not connect it. Connect it with its keys first.` });
      if (record.integration.offersSignIn === false && !input.fields) throw new IntegrationsError('bad_request', { detail: `Signing in at ${record.provider.name} is not set up here. Ask whoever runs this site to set it up.` });
      const app = input.fields && Object.keys(input.fields).length > 0 ? await ownApp(record, oauth2, input.fields) : undefined;
      const id = `memory-${(count += 1)}`;
      const state = `${id}.${crypto.randomUUID().replaceAll('-', '')}`;
      const expiresAt = now().getTime() + lifetime;
      const asked = input.scopes ?? oauth2.scopes.map((scope) => scope.id);
      attempts.set(id, { integration: input.integration, state, asked, scopes: oauth2.scopes, adds: oauth2.adds !== undefined, expiresAt, record: { status: 'pending' }, ...(app && { app }) });
      const until = new Date(expiresAt).toISOString();
      note(record, { id, expiresAt: until });
      return { id, url: `https://${record.provider.id}.example/authorize?state=${encodeURIComponent(state)}`, state, expiresAt: until };
    }),

    complete: (input, o) => write('complete', input, o, () => {
      const { response } = input;
      const attempt = attempts.get(response.state.split('.')[0] ?? '');
      if (attempt?.state !== response.state) throw new IntegrationsError('authorization_mismatch');
      const { record: { status } } = find(response.state.split('.')[0] ?? '');
      if (status === 'expired') throw new IntegrationsError('authorization_expired');
      if (status !== 'pending') throw new IntegrationsError('authorization_mismatch');
      const record = records.find(attempt.integration);
      if ('error' in response) {
        const denied = response.error === 'access_denied';
        const { problem } = new IntegrationsError(denied ? 'authorization_denied' : 'provider_unavailable', denied ? {} : { detail: `${record.provider.name} could not finish the sign-in (${response.error}). Nothing was connected; try again later.` });
        settle(attempt, { status: 'failed', problem });
        if (denied) throw new IntegrationsError('authorization_denied');
        return attempt.record;
      }
      const refusal = attempt.app && given.reject?.(structuredClone(attempt.app.values), record.provider.id);
      if (refusal) return settle(attempt, { status: 'failed', problem: toError(refusal).problem });
      const told = given.signIn?.(response.code, record.provider.id) ?? { label: `${record.provider.name} account` };
      if (typeof told === 'string' || told instanceof Error) return settle(attempt, { status: 'failed', problem: toError(told).problem });
      if (Array.isArray(told)) return settle(attempt, { status: 'needs_choice', choices: told as readonly FieldOption[] });
      const { scopes, ...account } = told as Account & { scopes?: readonly string[] };
      if (scopes) attempt.granted = scopes;
      return !attempt.adds && isOther(record.integration, account) ? settle(Object.assign(attempt, { account }), { status: 'needs_choice', integration: record.integration, choices: choicesOf(record, account) }) : connect(attempt, record, account);
    }),

    poll: (input, o) => write('poll', input, o, () => find(input.authorization).record),

    resolve: (input, o) => write('resolve', input, o, () => {
      const attempt = find(input.authorization);
      const { record: { status, choices = [] }, account } = attempt;
      const { choice } = input;
      const value = typeof choice === 'string' ? choice : choice.account;
      const chosen = choices.find((one) => one.value === value);
      if (status === 'expired') throw new IntegrationsError('authorization_expired');
      if (status !== 'needs_choice' || !chosen) throw new IntegrationsError('authorization_mismatch');
      const record = records.find(attempt.integration);
      note(record, null);
      const further = value === 'add' ? records.add(record.provider, null) : record;
      if (further !== record) attempt.integration = further.integration.id;
      return connect(attempt, further, account ?? { id: chosen.value, label: chosen.label });
    }),

    cancel: (input, o) => write('cancel', input, o, () => {
      const attempt = find(input.authorization);
      cancel(attempt);
    }),
  };
  return {
    authorization,
    end(integration) {
      for (const attempt of attempts.values()) if (attempt.integration === integration) cancel(attempt);
    },
  };
}

function isOpen({ record: { status } }: Attempt): boolean {
  return status === 'pending' || status === 'needs_choice';
}

/** What was granted before stays granted; of what was asked for now, what is not granted is missing. */
function scopesOf({ asked, granted = asked, scopes: defined }: Attempt, { scopes }: Integration): Integration['scopes'] {
  const capabilities = defined.flatMap(({ id, capability }) => (capability !== undefined && granted.includes(id) ? [capability] : []));
  const all = [...new Set([...(scopes?.granted ?? []), ...granted, ...capabilities])];
  return { granted: all, missing: [...new Set([...asked, ...(scopes?.missing ?? [])])].filter((one) => !all.includes(one)) };
}

function isOther({ status, account }: Integration, { id }: Account): boolean {
  return status !== 'disconnected' && account?.id !== undefined && id !== undefined && account.id !== id;
}

function choicesOf({ provider }: MemoryRecord, { id, label }: Account): readonly FieldOption[] {
  const choice = (value: string): FieldOption => ({ value, label, ...(id !== undefined && { hint: id }) });
  return provider.accounts === 'many' ? [choice('replace'), choice('add')] : [choice('replace')];
}
