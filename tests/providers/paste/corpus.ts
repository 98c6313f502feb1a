/** One paste and where its values belong. */
export interface Paste {
  name: string;
  provider: string;
  /** The field pasted into. */
  into: string;
  text: string;
  /** By field; empty where nothing may be offered. */
  expect: Readonly<Record<string, string>>;
  /** What the fields held before. */
  present?: Record<string, string>;
  /** The one value is offered to be moved, or exchanged with what the other field holds. */
  moved?: 'move' | 'swap';
  /** What is said of it. */
  says?: RegExp;
  /** Labels of fields that several values are for. */
  several?: readonly string[];
}
