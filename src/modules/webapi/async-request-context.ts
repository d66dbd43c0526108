import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  RequestContext,
  StoreDirectory,
  type RequestOrigin,
  type StoreView,
} from '../../contract/index.js';
import { clientAddress } from './client-address.js';
import { requestId } from './request-id.js';
import { ADDRESSED_STORE, type RestRequest } from './rest-request.js';

type Entered = { -readonly [Key in keyof RequestOrigin]: RequestOrigin[Key] };

/**
 * Follows a request by `AsyncLocalStorage`, from the guard on, which both platforms have. It must be
 * entered at once: what is entered after waiting, the handler does not see.
 */
@Injectable()
export class AsyncRequestContext extends RequestContext implements OnApplicationShutdown {
  private readonly storage = new AsyncLocalStorage<RequestOrigin | undefined>();
  private isUsed = false;

  constructor(private readonly stores: StoreDirectory) {
    super();
  }

  override current(): RequestOrigin | undefined {
    return this.isUsed ? this.storage.getStore() : undefined;
  }

  /** @returns A promise only where the default store has to be waited for. */
  enter(request: RestRequest): void | Promise<void> {
    const store = request.raw?.[ADDRESSED_STORE] ?? this.stores.defaultStore();
    const userAgent = request.headers['user-agent'];
    const origin: Entered = {
      requestId: request.id ?? requestId(request),
      address: clientAddress(request),
      userAgent: typeof userAgent === 'string' ? userAgent : undefined,
      store: store instanceof Promise ? NOWHERE : store,
      // Known only after this: the guard admits the caller next.
      get caller() {
        return request.user?.principal;
      },
      get callerName() {
        return request.user?.name;
      },
    };
    this.isUsed = true;
    this.storage.enterWith(origin);
    if (!(store instanceof Promise)) return;
    return store.then((found) => {
      origin.store = found;
    });
  }

  /** The next request of a connection may find there what the last one entered. */
  leave(): void {
    if (this.current() !== undefined) this.storage.enterWith(undefined);
  }

  /** Node 20 carries every storage that was ever used along with each new promise of the process. */
  onApplicationShutdown(): void {
    this.storage.disable();
  }
}

/** Until it is known; nothing of the request runs before that. */
const NOWHERE: StoreView = { id: 0, code: '', websiteId: 0 };
