/** English texts of rows and schedules; each may be replaced through the `messages` prop. */
export const rarerMessages = {
  rowTitle: ({ row }: { row: number }) => `Row ${row}`,
  rowAdd: () => 'Add row',
  rowAddLabel: ({ label }: { label: string }) => `Add row to ${label}`,
  rowRemoveLabel: ({ label, row }: { label: string; row: number }) => `Remove row ${row} from ${label}`,
  rowRemoved: ({ row }: { row: number }) => `Row ${row} removed.`,
  rowRemovedSaid: ({ label, row }: { label: string; row: number }) => `Row ${row} removed from ${label}. Undo stands in its place.`,
  rowUndo: () => 'Undo',
  rowUndoLabel: ({ label, row }: { label: string; row: number }) => `Undo removing row ${row} from ${label}`,
  rowsNone: () => 'No rows yet.',
  rowsFull: ({ count }: { count: number }) => `This takes at most ${count} rows. Remove one to add another.`,
  scheduleHourly: () => 'Every hour',
  scheduleDaily: () => 'Every day',
  scheduleWeekly: () => 'Every week',
  scheduleMonthly: () => 'Every month',
  scheduleCustom: () => 'Custom',
  scheduleTime: ({ label }: { label: string }) => `Time of ${label}`,
  scheduleWeekday: ({ label }: { label: string }) => `Weekday of ${label}`,
  scheduleDay: ({ label }: { label: string }) => `Day of the month of ${label}`,
  scheduleCron: ({ label }: { label: string }) => `Cron expression of ${label}`,
  scheduleCronHelp: () => 'Minute, hour, day of the month, month, weekday. For example 0 9 * * 1-5: at nine, Monday to Friday.',
  scheduleNext: ({ zone }: { zone: string }) => `Next runs in ${zone}:`,
  scheduleNever: () => 'This never runs: no such day comes.',
  scheduleOff: () => 'Does not run by itself.',
} satisfies Record<string, (args: never) => string>;

export type RarerMessages = typeof rarerMessages;
