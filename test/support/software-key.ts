import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** CBOR (RFC 8949) of what an authenticator says: numbers, texts, bytes and maps, short ones. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, size: number): Buffer => {
    if (size < 24) return Buffer.from([(major << 5) | size]);
    return size < 256
      ? Buffer.from([(major << 5) | 24, size])
      : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  };
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const members = [...value].flatMap(([name, member]) => [cbor(name), cbor(member as string)]);
  return Buffer.concat([head(5, value.size), ...members]);
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** A security key and the browser it is plugged into (WebAuthn level 2). */
export class SoftwareKey {
  counter = 0;
  private readonly id = randomBytes(32);
  private readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(
    private readonly rpId: string,
    public origin: string,
  ) {}

  /** @param options `credential_request_options_json` of configure. */
  create(options: string): string {
    const { publicKey } = JSON.parse(options) as { publicKey: { challenge: number[] } };
    const { x = '', y = '' } = this.pair.publicKey.export({ format: 'jwk' });
    const cose = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 32]), this.id, cose]);
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', Buffer.concat([this.head(0x41), credential])],
      ]),
    );
    const clientDataJSON = this.client('webauthn.create', publicKey.challenge);
    return this.answer({ clientDataJSON, attestationObject });
  }

  /** @param options `credential_request_options_json` of authentication-challenge. */
  get(options: string): string {
    const { credentialRequestOptions: asked } = JSON.parse(options) as {
      credentialRequestOptions: { challenge: number[] };
    };
    this.counter += 1;
    const authenticatorData = this.head(0x01);
    const clientDataJSON = this.client('webauthn.get', asked.challenge);
    const signature = createSign('sha256')
      .update(Buffer.concat([authenticatorData, sha256(clientDataJSON)]))
      .sign(this.pair.privateKey);
    return this.answer({ clientDataJSON, authenticatorData, signature });
  }

  private head(flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(this.rpId), Buffer.from([flags]), counter]);
  }

  private client(type: string, challenge: readonly number[]): Buffer {
    const text = Buffer.from(challenge).toString('base64url');
    return Buffer.from(JSON.stringify({ type, challenge: text, origin: this.origin }));
  }

  /** Bytes as base64, as Magento's scripts send them. */
  private answer(response: Readonly<Record<string, Buffer>>): string {
    const encoded = Object.entries(response).map(([name, value]) => [
      name,
      value.toString('base64'),
    ]);
    const id = this.id.toString('base64');
    const body = { id, rawId: id, type: 'public-key', response: Object.fromEntries(encoded) };
    return JSON.stringify(body);
  }
}
