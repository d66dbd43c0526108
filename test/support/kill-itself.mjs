/**
 * Loaded before the service by `--import`: the process ends itself, as by kill -9, in the middle of
 * the first request that carries `x-kill: update` (before the rotation reaches the database) or
 * `x-kill: answer` (after it is committed, before anything is answered).
 */
import { createHash } from 'node:crypto';
import { ServerResponse, Server } from 'node:http';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';

const ROTATION = 'UPDATE user_refresh_token SET generation';
const dieNow = () => process.kill(process.pid, 'SIGKILL');
let when = '';
/** Of the token in the cookie: on MariaDB a prepared rotation travels with it, and without its text. */
let digest = '';

const emit = Reflect.get(Server.prototype, 'emit');
Server.prototype.emit = function (event, request, ...rest) {
  if (event === 'request' && request.headers['x-kill']) {
    when = request.headers['x-kill'];
    const [, token = ''] = /refresh-token=([\w-]+)/.exec(request.headers.cookie ?? '') ?? [];
    digest = createHash('sha256').update(token).digest('hex');
  }
  return emit.call(this, event, request, ...rest);
};

const writeHead = Reflect.get(ServerResponse.prototype, 'writeHead');
ServerResponse.prototype.writeHead = function (...args) {
  if (when === 'answer') dieNow();
  return writeHead.apply(this, args);
};

const write = Reflect.get(Socket.prototype, 'write');
Socket.prototype.write = function (chunk, ...rest) {
  if (when === 'update' && chunk.includes?.(digest)) dieNow();
  return write.call(this, chunk, ...rest);
};

const Database = createRequire(`${process.env.SERVICE_ROOT}/package.json`)('libsql');
const { prepare } = Database.prototype;
Database.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql);
  if (!sql.includes(ROTATION)) return statement;
  const { run } = statement;
  statement.run = function (...args) {
    if (when === 'update') dieNow();
    return run.apply(this, args);
  };
  return statement;
};
