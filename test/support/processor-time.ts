/**
 * What `work` costs, in milliseconds of processor time of this process, its other threads included:
 * a machine that is busy with something else does not make it dearer.
 */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
