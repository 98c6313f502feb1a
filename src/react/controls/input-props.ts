import type { ControlProps } from '../root/root-context.ts';

/** What an uncontrolled input receives: the form reads and writes the element itself, so that a key press renders nothing. */
export interface InputProps extends Omit<ControlProps, 'value' | 'onChange' | 'onBlur'> {
  /** For the `name` attribute: says nothing a password manager could act on. */
  neutralName: string;
  inputRef: (element: HTMLInputElement | HTMLTextAreaElement | null) => void;
  onText: (raw: string) => void;
  onLeave: () => void;
  /** Keys, ids and addresses read left to right in every language. */
  dir: 'ltr' | 'auto';
  /** Changes with every attempt to submit; a shown secret is hidden again. */
  attempt: number;
}
