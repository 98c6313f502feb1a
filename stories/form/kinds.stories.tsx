import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { FormStage } from './form-stage.tsx';
import { type Kind, kinds } from './kinds.ts';

const meta = {
  title: 'Form/Kinds',
  component: FormStage,
  args: { schema: kinds.text.schema, theme: 'light', direction: 'ltr' },
  render: (args, { globals }) => <FormStage {...args} theme={String(globals['theme'] ?? args.theme)} direction={String(globals['direction'] ?? args.direction)} />,
} satisfies Meta<typeof FormStage>;
export default meta;

type Story = StoryObj<typeof meta>;

const argsOf = (kind: Kind) => ({ schema: kind.schema, ...kind.more });
const empty = (kind: Kind, name: string): Story => ({ name, args: argsOf(kind) });
const filled = (kind: Kind, name: string): Story => ({ name, args: { ...argsOf(kind), initial: kind.filled } });
/** UX-41 holds for every kind: the summary has focus, and each of its lines leads to what it is about. */
const failed = (kind: Kind, name: string): Story => ({
  name,
  args: { ...argsOf(kind), initial: kind.wrong ?? {}, submitted: true },
  play: async ({ canvas }) => {
    const summary = await canvas.findByRole('alert');
    await waitFor(() => expect(summary).toHaveFocus());
    for (const link of within(summary).getAllByRole('link')) await expect(document.querySelector(link.getAttribute('href') ?? '')).not.toBeNull();
  },
});
/** UX-71: values can be read and focused, not changed. */
const readOnly = (kind: Kind, name: string): Story => ({ name, args: { ...argsOf(kind), initial: kind.filled, readOnly: true } });
const dark = (story: Story, name: string): Story => ({ ...story, name, globals: { theme: 'dark' } });

/** UX-34, UX-36, UX-37 */
export const TextEmpty = empty(kinds.text, 'Text, empty (UX-34, UX-36, UX-37)');
export const TextFilled = filled(kinds.text, 'Text, filled (UX-34, UX-36, UX-37)');
export const TextFailed = failed(kinds.text, 'Text, wrong (UX-34, UX-36, UX-37, UX-41)');
export const TextReadOnly = readOnly(kinds.text, 'Text, read-only (UX-34, UX-36, UX-37, UX-71)');

/** UX-35, UX-48 */
export const SecretEmpty = empty(kinds.secret, 'Secret, empty (UX-35, UX-48)');
export const SecretFilled = filled(kinds.secret, 'Secret, filled (UX-35, UX-48)');
export const SecretFailed = failed(kinds.secret, 'Secret, wrong (UX-35, UX-48, UX-41)');
export const SecretReadOnly = readOnly(kinds.secret, 'Secret, read-only (UX-35, UX-48, UX-71)');

/** UX-34 */
export const TextareaEmpty = empty(kinds.textarea, 'Textarea, empty (UX-34)');
export const TextareaFilled = filled(kinds.textarea, 'Textarea, filled (UX-34)');
export const TextareaFailed = failed(kinds.textarea, 'Textarea, wrong (UX-34, UX-41)');
export const TextareaReadOnly = readOnly(kinds.textarea, 'Textarea, read-only (UX-34, UX-71)');

/** UX-34, UX-37 */
export const NumberEmpty = empty(kinds.number, 'Number, empty (UX-34, UX-37)');
export const NumberFilled = filled(kinds.number, 'Number, filled (UX-34, UX-37)');
export const NumberFailed = failed(kinds.number, 'Number, wrong (UX-34, UX-37, UX-41)');
export const NumberReadOnly = readOnly(kinds.number, 'Number, read-only (UX-34, UX-37, UX-71)');

/** UX-34, UX-80 */
export const SwitchEmpty = empty(kinds.switch, 'Switch, empty (UX-34, UX-80)');
export const SwitchFilled = filled(kinds.switch, 'Switch, filled (UX-34, UX-80)');
export const SwitchFailed = failed(kinds.switch, 'Switch, wrong (UX-34, UX-80, UX-41)');
export const SwitchReadOnly = readOnly(kinds.switch, 'Switch, read-only (UX-34, UX-80, UX-71)');

/** UX-34, UX-39 */
export const SelectEmpty = empty(kinds.select, 'Select, empty (UX-34, UX-39)');
export const SelectFilled = filled(kinds.select, 'Select, filled (UX-34, UX-39)');
export const SelectFailed = failed(kinds.select, 'Select, wrong (UX-34, UX-39, UX-41)');
export const SelectReadOnly = readOnly(kinds.select, 'Select, read-only (UX-34, UX-39, UX-71)');

/** UX-34, UX-41 */
export const RadioEmpty = empty(kinds.radio, 'Radio, empty (UX-34, UX-41)');
export const RadioFilled = filled(kinds.radio, 'Radio, filled (UX-34, UX-41)');
export const RadioFailed = failed(kinds.radio, 'Radio, wrong (UX-34, UX-41)');
export const RadioReadOnly = readOnly(kinds.radio, 'Radio, read-only (UX-34, UX-41, UX-71)');

/** UX-34, UX-41 */
export const CheckboxesEmpty = empty(kinds.checkboxes, 'Checkboxes, empty (UX-34, UX-41)');
export const CheckboxesFilled = filled(kinds.checkboxes, 'Checkboxes, filled (UX-34, UX-41)');
export const CheckboxesFailed = failed(kinds.checkboxes, 'Checkboxes, wrong (UX-34, UX-41)');
export const CheckboxesReadOnly = readOnly(kinds.checkboxes, 'Checkboxes, read-only (UX-34, UX-41, UX-71)');

/** UX-34, UX-36 */
export const TagsEmpty = empty(kinds.tags, 'Tags, empty (UX-34, UX-36)');
export const TagsFilled = filled(kinds.tags, 'Tags, filled (UX-34, UX-36)');
export const TagsFailed = failed(kinds.tags, 'Tags, wrong (UX-34, UX-36, UX-41)');
export const TagsReadOnly = readOnly(kinds.tags, 'Tags, read-only (UX-34, UX-36, UX-71)');

/** UX-77 */
export const ComboboxEmpty = empty(kinds.combobox, 'Combobox, empty (UX-77)');
export const ComboboxFilled = filled(kinds.combobox, 'Combobox, filled (UX-77)');
export const ComboboxFailed = failed(kinds.combobox, 'Combobox, wrong (UX-77, UX-41)');
export const ComboboxReadOnly = readOnly(kinds.combobox, 'Combobox, read-only (UX-77, UX-71)');

/** UX-76, UX-78 */
export const RowsEmpty = empty(kinds.rows, 'Rows, empty (UX-76, UX-78)');
export const RowsFilled = filled(kinds.rows, 'Rows, filled (UX-76, UX-78)');
export const RowsFailed = failed(kinds.rows, 'Rows, wrong (UX-76, UX-78, UX-41)');
export const RowsReadOnly = readOnly(kinds.rows, 'Rows, read-only (UX-76, UX-78, UX-71)');
export const RowsFilledDark = dark(RowsFilled, 'Rows, filled, dark (UX-76, UX-78)');
export const RowsFailedDark = dark(RowsFailed, 'Rows, wrong, dark (UX-76, UX-78)');

/** UX-77, UX-78 */
export const MappingEmpty = empty(kinds.mapping, 'Mapping, empty (UX-77, UX-78)');
export const MappingFilled = filled(kinds.mapping, 'Mapping, filled (UX-77, UX-78)');
export const MappingFailed = failed(kinds.mapping, 'Mapping, wrong (UX-77, UX-78, UX-41)');
export const MappingReadOnly = readOnly(kinds.mapping, 'Mapping, read-only (UX-77, UX-78, UX-71)');
export const MappingFilledDark = dark(MappingFilled, 'Mapping, filled, dark (UX-77, UX-78)');
export const MappingFailedDark = dark(MappingFailed, 'Mapping, wrong, dark (UX-77, UX-78)');

/** UX-34, UX-75 */
export const NestedObjectEmpty = empty(kinds['nested object'], 'Nested object, empty (UX-34, UX-75)');
export const NestedObjectFilled = filled(kinds['nested object'], 'Nested object, filled (UX-34, UX-75)');
export const NestedObjectFailed = failed(kinds['nested object'], 'Nested object, wrong (UX-34, UX-75, UX-41)');
export const NestedObjectReadOnly = readOnly(kinds['nested object'], 'Nested object, read-only (UX-34, UX-75, UX-71)');
export const NestedObjectFilledDark = dark(NestedObjectFilled, 'Nested object, filled, dark (UX-34, UX-75)');
export const NestedObjectFailedDark = dark(NestedObjectFailed, 'Nested object, wrong, dark (UX-34, UX-75)');

/** UX-36, UX-37 */
export const PhoneEmpty = empty(kinds.phone, 'Phone, empty (UX-36, UX-37)');
export const PhoneFilled = filled(kinds.phone, 'Phone, filled (UX-36, UX-37)');
export const PhoneFailed = failed(kinds.phone, 'Phone, wrong (UX-36, UX-37, UX-41)');
export const PhoneReadOnly = readOnly(kinds.phone, 'Phone, read-only (UX-36, UX-37, UX-71)');
export const PhoneFilledDark = dark(PhoneFilled, 'Phone, filled, dark (UX-36, UX-37)');
export const PhoneFailedDark = dark(PhoneFailed, 'Phone, wrong, dark (UX-36, UX-37)');

/** UX-81 */
export const ScheduleEmpty = empty(kinds.schedule, 'Schedule, empty (UX-81)');
export const ScheduleFilled = filled(kinds.schedule, 'Schedule, filled (UX-81)');
export const ScheduleFailed = failed(kinds.schedule, 'Schedule, wrong (UX-81, UX-41)');
export const ScheduleReadOnly = readOnly(kinds.schedule, 'Schedule, read-only (UX-81, UX-71)');
export const ScheduleFilledDark = dark(ScheduleFilled, 'Schedule, filled, dark (UX-81)');
export const ScheduleFailedDark = dark(ScheduleFailed, 'Schedule, wrong, dark (UX-81)');

/** UX-79 */
export const UnknownEmpty = empty(kinds.unknown, 'Unknown, empty (UX-79)');
export const UnknownFilled = filled(kinds.unknown, 'Unknown, filled (UX-79)');
export const UnknownFailed = failed(kinds.unknown, 'Unknown, wrong (UX-79, UX-41)');
export const UnknownReadOnly = readOnly(kinds.unknown, 'Unknown, read-only (UX-79, UX-71)');
export const UnknownFilledDark = dark(UnknownFilled, 'Unknown, filled, dark (UX-79)');
export const UnknownFailedDark = dark(UnknownFailed, 'Unknown, wrong, dark (UX-79)');
