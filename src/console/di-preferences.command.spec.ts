import { describe, expect, it } from 'vitest';
import { ConsoleBench, fixtureModule } from '../../test/support/console-bench.js';
import { contribute, prefer } from '../kernel/index.js';

abstract class Issuer {}
abstract class Reader {}
class OpaqueIssuer extends Issuer {}
class JwtIssuer extends Issuer {}
class PasetoIssuer extends Issuer {}
class OpaqueReader extends Reader {}
class JwtReader extends Reader {}

const manifests = [
  fixtureModule('integration', [], {
    preferences: [prefer(Issuer, OpaqueIssuer)],
    contributions: [contribute(Reader, OpaqueReader)],
  }),
  fixtureModule('between', ['integration']),
  fixtureModule('jwt-user-token', ['between'], {
    preferences: [prefer(Issuer, JwtIssuer)],
    contributions: [contribute(Reader, JwtReader)],
  }),
  fixtureModule('paseto', ['jwt-user-token'], { preferences: [prefer(Issuer, PasetoIssuer)] }),
];
const ON = { between: 'enabled', integration: 'enabled', 'jwt-user-token': 'enabled' } as const;

describe('di:preferences', () => {
  it('shows winners, whom they override and why, and lists in order', async () => {
    const bench = new ConsoleBench({ ...ON, paseto: 'enabled' }, manifests);
    expect(await bench.run('di:preferences')).toEqual({
      code: 0,
      out:
        'Preferences, one winner each:\n' +
        'Issuer: PasetoIssuer (paseto)\n' +
        '  overrides JwtIssuer (jwt-user-token): paseto names jwt-user-token in its sequence\n' +
        '  overrides OpaqueIssuer (integration): paseto follows integration in sequence: ' +
        'paseto -> jwt-user-token -> between -> integration\n' +
        '\n' +
        'Lists, all of them in this order:\n' +
        'Reader:\n' +
        '  1. OpaqueReader (integration)\n' +
        '  2. JwtReader (jwt-user-token)\n',
      err: '',
    });
  });

  it('shows that an accept-only module is not preferred, as JSON', async () => {
    const bench = new ConsoleBench({ ...ON, 'jwt-user-token': 'accept-only' }, manifests);
    expect(JSON.parse((await bench.run('di:preferences --json')).out)).toEqual({
      preferences: [
        {
          contract: 'Issuer',
          winner: 'OpaqueIssuer',
          module: 'integration',
          overridden: [
            { class: 'JwtIssuer', module: 'jwt-user-token', why: 'jwt-user-token is accept-only' },
          ],
        },
      ],
      lists: [
        {
          contract: 'Reader',
          members: [
            { class: 'OpaqueReader', module: 'integration' },
            { class: 'JwtReader', module: 'jwt-user-token' },
          ],
        },
      ],
    });
  });
});
