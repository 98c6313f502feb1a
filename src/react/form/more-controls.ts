import { CheckboxesControl } from '../controls/checkboxes-control.tsx';
import { LazyCombobox } from '../controls/lazy-combobox.tsx';
import { PhoneControl } from '../controls/phone-control.tsx';
import { RadioControl } from '../controls/radio-control.tsx';
import { SelectControl } from '../controls/select-control.tsx';
import { SwitchControl } from '../controls/switch-control.tsx';
import { TagsControl } from '../controls/tags-control.tsx';
import { TextareaControl } from '../controls/textarea-control.tsx';
import { judgeKept } from './judge-kept.ts';
import { ObjectField } from './object-field.tsx';
import { RemoteField } from './remote-field.tsx';
import { StoredSecret } from './stored-secret.tsx';
import { StoredValue } from './stored-value.tsx';

/** What not every form has; one chunk, fetched before a form that has any of it is shown. */
export const moreControls = {
  judgeKept, ObjectField, RemoteField, StoredSecret, StoredValue,
  checkboxes: CheckboxesControl, combobox: LazyCombobox, radio: RadioControl, phone: PhoneControl, select: SelectControl, switch: SwitchControl, tags: TagsControl, textarea: TextareaControl,
};
