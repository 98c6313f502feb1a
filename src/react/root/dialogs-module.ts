type DialogsModule = typeof import('../dialogs/dialogs.tsx');

let loading: Promise<DialogsModule> | undefined;

/** The dialogs' code, loaded once for every page; a failed load is forgotten, so that the next call tries again. */
export function loadDialogs(): Promise<DialogsModule> {
  loading ??= import('../dialogs/dialogs.tsx').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
