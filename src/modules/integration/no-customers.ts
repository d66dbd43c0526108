import { Injectable } from '@nestjs/common';
import { CustomerCredentialVerifier, SignInFailedError } from '../../contract/index.js';

/** Null object: where no module brings customers, nobody is one. */
@Injectable()
export class NoCustomers extends CustomerCredentialVerifier {
  override async verify(): Promise<never> {
    throw new SignInFailedError();
  }
}
