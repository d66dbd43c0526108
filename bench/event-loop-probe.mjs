// Loaded into the service from outside (NODE_OPTIONS=--import=...): on SIGWINCH, which nothing else
// listens to, it says how late the event loop was since the last time, in milliseconds.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('SIGWINCH', () => {
  const [median, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max];
  process.stderr.write(`event-loop ${[median, p99, max].map((ns) => ns / 1e6).join(' ')}\n`);
  delay.reset();
});
