import type { CardMessages } from './card-messages.ts';
import type { DialogMessages } from './dialog-messages.ts';
import type { FormMessages } from './form-messages.ts';
import type { PageMessages } from './page-messages.ts';

/** Every text of the page, as typed functions. Groups load with what shows them: the page's at once, those of cards in use, dialogs and forms on intent. */
export type Messages = PageMessages & CardMessages & DialogMessages & FormMessages;

/** Texts replaced one by one. */
export type MessageOverrides = Partial<Messages>;
