import type { ServerResponse } from 'node:http';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  RequestContext,
  StoreDirectory,
  type Principal,
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

class Entered implements RequestOrigin {
  constructor(
    readonly requestId: string,
    readonly address: string,
    readonly userAgent: string | undefined,
    public store: StoreView,
    private sent: RestRequest | undefined,
  ) {}

  /** Known only after it was entered: the guard admits the caller next. */
  get caller(): Principal | undefined {
    return this.sent?.user?.principal;
  }

  get callerName(): string | undefined {
    return this.sent?.user?.name;
  }

  /** A connection keeps what was entered on it; the request has a token in its headers. */
  forget(): void {
    this.sent = undefined;
  }
}

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
    const origin = new Entered(
      request.id ?? requestId(request),
      clientAddress(request),
      typeof userAgent === 'string' ? userAgent : undefined,
      store instanceof Promise ? NOWHERE : store,
      request,
    );
    const leave = this.storage.enter(origin);
    this.after(response, () => {
      origin.forget();
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
