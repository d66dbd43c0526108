import { Controller, VERSION_NEUTRAL } from '@nestjs/common';

/** A controller below `/auth`, out of reach of an embedding application's versioning. */
export const AuthController = (path = ''): ClassDecorator =>
  Controller({ path: path === '' ? 'auth' : `auth/${path}`, version: VERSION_NEUTRAL });
