import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type INestApplication, type Provider, type Type } from '@nestjs/common';
import { NestFactory, type AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AcmeConfig } from './acme-config.js';
import { AcmeModule } from './acme.module.js';

/** What administrators of specs sign in with. */
export const PASSWORD = 'correct horse';

/** For specs: what the example promises, it promises on both. */
export const ADAPTERS = ['Fastify', 'Express'] as const;

interface AcmeOptions {
  readonly jwt?: AcmeConfig['jwt'];
  /** A folder to go on with, by default a new one. */
  readonly dataDir?: string;
  /** Further modules of the application, and providers of its root module. */
  readonly imports?: readonly Type[];
  readonly providers?: readonly Provider[];
  /** What its main file does before it listens. */
  readonly setUp?: (app: INestApplication) => void;
}

/** For specs: the application, listening on a port of its own. */
export class RunningAcme {
  private constructor(
    readonly app: INestApplication,
    readonly dataDir: string,
    private readonly url: string,
  ) {}

  static async on(
    adapter: (typeof ADAPTERS)[number],
    { jwt = 'on', imports = [], providers = [], setUp, ...options }: AcmeOptions = {},
  ): Promise<RunningAcme> {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'acme-'));
    @Module({
      imports: [AcmeModule.with({ jwt, dataDir }), ...imports],
      providers: [...providers],
    })
    class RootModule {}
    const app = await NestFactory.create(RootModule, adapterNamed(adapter), { logger: false });
    setUp?.(app);
    await app.listen(0, '127.0.0.1');
    return new RunningAcme(app, dataDir, await app.getUrl());
  }

  get<T>(type: Type<T>): T {
    return this.app.get<T>(type, { strict: false });
  }

  call(path: string, token?: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    return fetch(this.url + path, { ...init, headers });
  }

  post(path: string, body: string): Promise<Response> {
    return this.call(path, undefined, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  }

  signIn(username: string, password = PASSWORD): Promise<Response> {
    return this.post('/rest/V1/integration/admin/token', JSON.stringify({ username, password }));
  }

  async token(username: string): Promise<string> {
    return (await this.signIn(username)).json() as Promise<string>;
  }

  /** Stops it and keeps its folder. */
  async close(): Promise<void> {
    await this.app.close();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

const adapterNamed = (name: (typeof ADAPTERS)[number]): AbstractHttpAdapter =>
  name === 'Fastify' ? new FastifyAdapter() : new ExpressAdapter();
