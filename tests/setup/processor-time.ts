/** Milliseconds of a processor that a synchronous run takes: unlike a clock, the same however busy the machine is. To refuse its input is as good as to take it. */
export function processorTime(run: () => unknown): number {
  const before = process.threadCpuUsage();
  try {
    run();
  } catch {
    // Refused.
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
