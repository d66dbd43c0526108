import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { RequestContext, StartupTask, type Announcement } from './contract/index.js';
import { createHttpApplication } from './http-application.js';
import { openSwitchboard } from './installation.js';
import { compose, listToken, type Environment } from './kernel/index.js';
import { DatabaseSettings, withStartupLock } from './persistence/index.js';
import { ServerSettings } from './server-settings.js';
import { ServiceLogger } from './service-logger.js';

/**
 * Starts the service: settles the modules, brings the database up to date, does what has to be
 * done once, listens, and tells the operator.
 *
 * @param environment Raw settings.
 * @param tell Takes one line for the operator's terminal at a time.
 * @returns The running application.
 * @throws {DomainError} When a setting or the module list stands in the way.
 */
export async function startServer(
  environment: Environment,
  tell: (line: string) => void,
): Promise<NestFastifyApplication> {
  const settings = ServerSettings.parse(environment);
  const logger = new ServiceLogger(settings.logLevel);
  const composition = await compose(await openSwitchboard(environment), environment);
  const module = AppModule.from(composition, environment, 'server');
  const application = await createHttpApplication(module, logger, settings);
  if (composition.preferences.has(RequestContext)) logger.follow(application.get(RequestContext));
  application.enableShutdownHooks();
  const announcements = await withStartupLock(DatabaseSettings.parse(environment), () =>
    runStartupTasks(application),
  );
  const announceAt = (url: string): void => {
    for (const announce of announcements)
      for (const line of announce(settings.publicBaseUrl ?? url)) tell(line);
  };
  try {
    await application.listen(settings.port, settings.host);
  } catch (error) {
    // What was created will not be told again.
    announceAt(`http://${settings.host}:${settings.port}`);
    throw error;
  }
  const url = (await application.getUrl()).replace('[::1]', '127.0.0.1');
  announceAt(url);
  tell(`Tokenwright listens on ${url}`);
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
