/**
 * Every styleable part, once: `data-part` values, keys of `classNames` and the documentation derive from it.
 * CSS selects `[data-part]` beneath `.integrations`, always inside `:where()`.
 */
export const partNames = [
  'root', 'live', 'content', 'header', 'tools', 'actions', 'code', 'title', 'summary', 'search', 'filters', 'filter', 'notice', 'notice-title', 'attention', 'attention-title', 'attention-item', 'category', 'category-header', 'category-title', 'category-count', 'list',
  'card', 'card-header', 'icon', 'card-title', 'account', 'badge', 'card-line', 'card-note', 'card-actions', 'more', 'more-list', 'rename', 'result', 'result-stage', 'time', 'button', 'link', 'skeleton', 'placeholder', 'empty', 'spinner',
  'overlay', 'dialog', 'connect-dialog', 'configure-dialog', 'disconnect-dialog', 'test-dialog', 'guard-dialog', 'dialog-header', 'dialog-title', 'dialog-description', 'dialog-body', 'dialog-footer', 'close',
  'guide', 'guide-step', 'stages', 'stage', 'receipt', 'impact', 'keeps', 'conflict', 'refusal', 'success', 'save-bar', 'status', 'sign-in', 'scopes', 'or', 'own-app',
  'form', 'section', 'section-title', 'field', 'label', 'optional', 'help', 'lacking', 'effect', 'warning', 'error', 'control', 'input', 'affix', 'saved-secret', 'choice', 'tag', 'listbox', 'option', 'error-summary', 'rows', 'row', 'paste', 'paste-item',
] as const;

export type PartName = (typeof partNames)[number];

/** Class names by part, added to the part's own. */
export type ClassNames = Partial<Record<PartName, string>>;
