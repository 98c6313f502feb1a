const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const parts: readonly [name: string, min: number, max: number, names?: readonly string[]][] = [['minute', 0, 59], ['hour', 0, 23], ['day of the month', 1, 31], ['month', 1, 12, months], ['weekday', 0, 7, weekdays]];

/** What is wrong with a cron expression of five parts (minute, hour, day, month, weekday), as the end of a sentence; undefined when it can be read. */
export function cronProblem(text: string): string | undefined {
  const given = text.trim().split(/\s+/);
  if (given.length !== parts.length) return `a schedule has five parts (minute, hour, day of the month, month, weekday), and this has ${text.trim() === '' ? 0 : given.length}.`;
  for (const [index, [name, min, max, names]] of parts.entries()) {
    if (!given[index]?.split(',').every((one) => isReadable(one, min, max, names))) {
      return `the ${name} is a number from ${min} to ${max}, a range such as ${min}-${min + 2}, a list such as ${min},${min + 2}, or * for every one.`;
    }
  }
  return undefined;
}

function isReadable(text: string, min: number, max: number, names: readonly string[] = []): boolean {
  const match = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/([1-9]\d?))?$/.exec(text.toLowerCase());
  if (!match) return false;
  const [, first, last, step] = match;
  if (first === undefined) return true;
  const numberOf = (one: string) => (/^\d{1,2}$/.test(one) ? Number(one) : names.includes(one) ? names.indexOf(one) + min : NaN);
  const [from, to] = [numberOf(first), last === undefined ? max : numberOf(last)];
  // A step counts within a range; "5/10" means different things to different readers.
  return from >= min && from <= to && to <= max && (step === undefined || last !== undefined);
}
