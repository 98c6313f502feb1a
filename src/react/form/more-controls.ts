import { CheckboxesControl } from '../controls/checkboxes-control.tsx';
import { RadioControl } from '../controls/radio-control.tsx';
import { TagsControl } from '../controls/tags-control.tsx';
import { TextareaControl } from '../controls/textarea-control.tsx';
import { RemoteField } from './remote-field.tsx';
import { StoredSecret } from './stored-secret.tsx';
import { StoredValue } from './stored-value.tsx';

/** What not every form has; one chunk, fetched before a form that has any of it is shown. */
export const moreControls = { CheckboxesControl, RadioControl, RemoteField, StoredSecret, StoredValue, TagsControl, TextareaControl };
