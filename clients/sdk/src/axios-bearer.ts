import {
  CanceledError,
  isAxiosError,
  type AxiosInstance,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { abortable } from './abortable.js';
import {
  canBeSentAgain,
  tokenIsSuspected,
  type Bearer,
  type BearerSource,
} from './bearer-source.js';

/**
 * What a request knows of its token. It travels in the request's configuration, because that is
 * all axios hands from one step to the next, and copies it on the way.
 */
interface Mark {
  readonly era: number;
  /** To be sent with this token, whatever there is by then; used up by sending. */
  readonly token?: string | undefined;
  /** Sent for the second time. */
  readonly again: boolean;
}

interface MarkedConfig extends InternalAxiosRequestConfig {
  tokenwright?: Mark | undefined;
}

/** The steps of one instance's interceptors. */
export class AxiosBearer {
  constructor(
    private readonly instance: AxiosInstance,
    private readonly source: BearerSource,
  ) {}

  /** Before a request leaves. Whoever brings a token of their own, or goes elsewhere, goes unmarked. */
  async add(config: MarkedConfig): Promise<MarkedConfig> {
    const mark = config.tokenwright;
    if (mark?.token !== undefined)
      return marked(config, { token: mark.token, era: mark.era }, true);
    const hasOwn = !mark && (config.headers.has('Authorization') || config.auth !== undefined);
    if (hasOwn || !this.source.base.covers(this.instance.getUri(config))) return config;
    const bearer = await inTime(this.source.bearer(), config);
    return bearer ? marked(config, bearer, false) : unmarked(config);
  }

  /** After an answer that the instance's `validateStatus` takes for a good one. */
  async check(answer: AxiosResponse): Promise<AxiosResponse> {
    return (await this.#sentAgain(answer)) ?? answer;
  }

  /** After an answer that it does not, or none. */
  async retry(error: unknown): Promise<AxiosResponse> {
    if (!isAxiosError(error) || !error.config) throw error;
    const answer = error.response && (await this.#sentAgain(error.response));
    if (answer) return answer;
    // Whoever sends it once more begins anew, and whoever logs it logs no token.
    unmarked(error.config);
    throw error;
  }

  /** @returns Nothing, if the answer is to be taken as it is. */
  async #sentAgain({ status, headers, config }: AxiosResponse): Promise<AxiosResponse | undefined> {
    const { tokenwright: mark } = config as MarkedConfig;
    if (!mark || mark.again || !tokenIsSuspected(status, headers['www-authenticate']))
      return undefined;
    const refused = { token: tokenOf(config), era: mark.era };
    const other = await inTime(this.source.replacementFor(refused), config);
    if (!other || !canBeSentAgain(config.data)) return undefined;
    const next: MarkedConfig = { ...config, tokenwright: { ...other, again: true } };
    return this.instance.request(next);
  }
}

function marked(config: MarkedConfig, bearer: Bearer, again: boolean): MarkedConfig {
  config.headers.set('Authorization', `Bearer ${bearer.token}`);
  config.tokenwright = { era: bearer.era, again };
  return config;
}

function unmarked(config: MarkedConfig): MarkedConfig {
  if (!config.tokenwright) return config;
  config.headers.delete('Authorization');
  delete config.tokenwright;
  return config;
}

const tokenOf = ({ headers }: InternalAxiosRequestConfig): string =>
  String(headers.get('Authorization')).replace(/^Bearer /, '');

/** Waits as long as the request is wanted; then fails as axios itself would. */
async function inTime<T>(promise: Promise<T>, config: InternalAxiosRequestConfig): Promise<T> {
  try {
    return await abortable(promise, config.signal);
  } catch (error) {
    if (config.signal?.aborted) throw new CanceledError(undefined, config as never);
    throw error;
  }
}
