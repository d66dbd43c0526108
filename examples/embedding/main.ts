import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { acmeConfigFrom } from './acme-config.js';
import { AcmeModule } from './acme.module.js';

const module = AcmeModule.with(acmeConfigFrom(process.env), process.env);
// On Express: `NestFactory.create(module)`, and nothing else changes.
const application = await NestFactory.create(module, new FastifyAdapter());
// Closes the database, too, when the process is told to end.
application.enableShutdownHooks();
await application.listen(Number(process.env.PORT ?? 3_000), '127.0.0.1');
