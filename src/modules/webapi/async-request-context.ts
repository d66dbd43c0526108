import type { ServerResponse } from 'node:http';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  RequestContext,
  StoreDirectory,
  type RequestOrigin,
  type StoreView,
} from '../../contract/index.js';
import { ContextStorage } from '../../kernel/index.js';
import { clientAddress } from './client-address.js';
import { requestId } from './request-id.js';
import { ADDRESSED_STORE, type RestRequest } from './rest-request.js';

/** A response of either platform. */
type Response = ServerResponse | { readonly raw: ServerResponse };

/** Longer than anything takes that a request has begun. */
const ABANDONED_MS = 60_000;

type Entered = { -readonly [Key in keyof RequestOrigin]: RequestOrigin[Key] };

/**
 * Follows a request by `AsyncLocalStorage`, from the guard on, which both platforms have. It must be
 * entered at once: what is entered after waiting, the handler does not see.
 */
@Injectable()
export class AsyncRequestContext extends RequestContext implements OnApplicationShutdown {
  private readonly storage = new ContextStorage<RequestOrigin>();

  constructor(private readonly stores: StoreDirectory) {
    super();
  }

  override current(): RequestOrigin | undefined {
    return this.storage.current();
  }

  /** @returns A promise only where the default store has to be waited for. */
  enter(request: RestRequest, response: Response): void | Promise<void> {
    const store = request.raw?.[ADDRESSED_STORE] ?? this.stores.defaultStore();
    const userAgent = request.headers['user-agent'];
    let sent: RestRequest | undefined = request;
    const origin: Entered = {
      requestId: request.id ?? requestId(request),
      address: clientAddress(request),
      userAgent: typeof userAgent === 'string' ? userAgent : undefined,
      store: store instanceof Promise ? NOWHERE : store,
      // Known only after this: the guard admits the caller next.
      get caller() {
        return sent?.user?.principal;
      },
      get callerName() {
        return sent?.user?.name;
      },
    };
    const leave = this.storage.enter(origin);
    this.after(response, () => {
      // A connection keeps what was entered on it; the request has a token in its headers.
      sent = undefined;
      leave();
    });
    if (!(store instanceof Promise)) return;
    return store.then((found) => {
      origin.store = found;
    });
  }

  /** The next request of a connection may find there what the last one entered. */
  leave(): void {
    this.storage.forget();
  }

  onApplicationShutdown(): void {
    this.storage.end();
  }

  /** A client that goes away early ends nothing: the audit trail still has to say who it was. */
  private after(response: Response, leave: () => void): void {
    const raw = 'raw' in response ? response.raw : response;
    raw.once('finish', leave);
    raw.once('close', () => {
      if (!raw.writableFinished) setTimeout(leave, ABANDONED_MS).unref();
    });
  }
}

/** Until it is known; nothing of the request runs before that. */
const NOWHERE: StoreView = { id: 0, code: '', websiteId: 0 };
