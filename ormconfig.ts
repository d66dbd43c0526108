import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { loadDotEnv, openSwitchboard } from './src/installation.js';
import { compose } from './src/kernel/index.js';
import {
  dataSourceOptions,
  DatabaseSettings,
  schemaOf,
  serializeSqlite,
} from './src/persistence/index.js';

/**
 * For TypeORM's own command line, on the built file: `npx typeorm -d dist/ormconfig.js ...`.
 * Entities and migrations are those of the modules that are on.
 */
loadDotEnv();
const composition = await compose(await openSwitchboard(process.env), process.env);
const settings = DatabaseSettings.parse(process.env);

export default serializeSqlite(new DataSource(dataSourceOptions(settings, schemaOf(composition))));
