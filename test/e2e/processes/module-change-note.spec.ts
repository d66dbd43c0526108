import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withStartupLock, type DatabaseSettings } from '../../../src/persistence/index.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { Installation, type Exit } from '../../support/service-process.js';

/** The command waits for 15 seconds, for what cannot be counted and for what cannot be noted. */
vi.setConfig({ testTimeout: 120_000 });

/** Far less than a command waits for the lock, which is two minutes. */
const END_MS = 60_000;

describeOnEachDatabase('a change of modules beside a start that does not end', (kind) => {
  let installation: Installation;
  let end: () => void;
  let startup: Promise<void>;

  beforeEach(async () => {
    installation = await Installation.on(kind);
    await installation.commandHere('migrate');
    const settings = {
      dataDir: installation.dataDir,
      url: installation.database.environment.DATABASE_URL,
    } as DatabaseSettings;
    await new Promise<void>((held) => {
      startup = withStartupLock(settings, async () => {
        const ended = new Promise<void>((resolve) => (end = resolve));
        held();
        await ended;
      });
    });
  });
  afterEach(async () => {
    end();
    await startup;
    await installation.remove();
  });

  it('gives up for good to count and to note, says so, and ends', async () => {
    const command = installation.command('module:disable jwt-user-token');
    const outcome = await Promise.race([command, setTimeout(END_MS, 'it still runs')]);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = outcome as Exit;
    const reason = 'Please try again later. (there was no answer for 15 seconds)\n';
    for (const line of [
      `after the restart is unknown: The service is temporarily unavailable. ${reason}`,
      `The change is not in the audit trail: The service is temporarily unavailable. ${reason}`,
    ])
      expect(stdout).toContain(line);
    end();
    await startup;
    const { stdout: notes } = await installation.commandHere('audit:list --json');
    expect(JSON.parse(notes)).toEqual([]);
    const { stdout: states } = await installation.commandHere('module:status jwt-user-token');
    expect(states).toContain('disabled');
  });
});
