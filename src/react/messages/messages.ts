import type { DetailMessages } from './detail-messages.ts';
import type { ComboboxMessages } from './combobox-messages.ts';
import type { ControlMessages } from './control-messages.ts';
import type { DialogMessages } from './dialog-messages.ts';
import type { DifferenceMessages } from './difference-messages.ts';
import type { FormMessages } from './form-messages.ts';
import type { MistakeMessages } from './mistake-messages.ts';
import type { NoteMessages } from './note-messages.ts';
import type { OutcomeMessages } from './outcome-messages.ts';
import type { OwnAppMessages } from './own-app-messages.ts';
import type { PageMessages } from './page-messages.ts';
import type { PasteMessages } from './paste-messages.ts';
import type { RarerMessages } from './rarer-messages.ts';
import type { RemovalMessages } from './removal-messages.ts';
import type { RevocationMessages } from './revocation-messages.ts';
import type { SignInMessages } from './sign-in-messages.ts';
import type { TestMessages } from './test-messages.ts';

/** Every text of the page, as typed functions. Groups load with what shows them: the page's at once, those of its details, dialogs and forms when first needed. */
export type Messages = PageMessages & DetailMessages & DialogMessages & NoteMessages & OutcomeMessages & OwnAppMessages & FormMessages & ControlMessages & MistakeMessages & ComboboxMessages & RarerMessages & PasteMessages & DifferenceMessages & RemovalMessages & RevocationMessages & SignInMessages & TestMessages;

/** Texts replaced one by one. */
export type MessageOverrides = Partial<Messages>;
