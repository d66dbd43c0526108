import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { awaitDatabase } from './await-database.js';
import { RequestContext, StartupTask, type Announcement } from './contract/index.js';
import { createHttpApplication } from './http-application.js';
import { openSwitchboard } from './installation.js';
import { compose, listToken, type Environment } from './kernel/index.js';
import { listenError } from './listen-error.js';
import { DatabaseSettings, withStartupLock } from './persistence/index.js';
import { ServerSettings } from './server-settings.js';
import { ServiceLogger } from './service-logger.js';
import { warnOfUnreadSettings } from './unread-settings.js';

/**
 * Starts the service: settles the modules, brings the database up to date, does what has to be
 * done once, listens, and tells the operator.
 *
 * @param environment Raw settings.
 * @param tell Takes one line for the operator's terminal at a time; rejects where it cannot be read.
 * @returns The running application.
 * @throws {DomainError} When a setting or the module list stands in the way.
 * @throws {Error} Of `tell`, where something would never be told again.
 */
export async function startServer(
  environment: Environment,
  tell: (line: string) => Promise<void>,
): Promise<NestFastifyApplication> {
  const settings = ServerSettings.parse(environment);
  const logger = new ServiceLogger(settings.logLevel);
  warnOfUnreadSettings(environment, logger);
  const database = DatabaseSettings.parse(environment);
  const composition = await compose(await openSwitchboard(environment), environment);
  await awaitDatabase(database, settings, logger);
  const module = AppModule.from(composition, environment, 'server');
  const application = await createHttpApplication(module, logger, settings);
  if (composition.preferences.has(RequestContext)) logger.follow(application.get(RequestContext));
  // 0, and not the signal: whoever was told to stop and did so has not failed.
  application.enableShutdownHooks([], { useProcessExit: true });
  const url = await withStartupLock(database, async () => {
    const announcements = await runStartupTasks(application);
    await application.listen(settings.port, settings.host).catch((error: unknown) => {
      throw listenError(error);
    });
    const address = (await application.getUrl()).replace('[::1]', '127.0.0.1');
    for (const { lines, settle } of announcements) {
      for (const line of lines(settings.publicBaseUrl ?? address)) await tell(line);
      await settle();
    }
    return address;
  });
  await tell(`Tokenwright listens on ${url}`).catch(() => {});
  return application;
}

async function runStartupTasks(application: NestFastifyApplication): Promise<Announcement[]> {
  const announcements: Announcement[] = [];
  for (const task of application.get<StartupTask[]>(listToken(StartupTask))) {
    const announcement = await task.run();
    if (announcement) announcements.push(announcement);
  }
  return announcements;
}
