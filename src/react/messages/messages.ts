import type { DialogMessages } from './dialog-messages.ts';
import type { FormMessages } from './form-messages.ts';
import type { PageMessages } from './page-messages.ts';

/** Every text of the page, as typed functions. Three groups load with what shows them: page at once, dialogs and forms on intent. */
export type Messages = PageMessages & DialogMessages & FormMessages;

/** Texts replaced one by one. */
export type MessageOverrides = Partial<Messages>;
