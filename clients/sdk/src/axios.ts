import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';
import { AxiosBearer } from './axios-bearer.js';
import type { BearerSource } from './bearer-source.js';

/**
 * Gives an instance you already have the tokens of a client.
 *
 * @returns Takes them away again.
 */
export function attach(instance: AxiosInstance, source: BearerSource): () => void {
  const bearer = new AxiosBearer(instance, source);
  const { request, response } = instance.interceptors;
  const asking = request.use((config) => bearer.add(config));
  const answered = response.use(
    (answer) => bearer.check(answer),
    (error: unknown) => bearer.retry(error),
  );
  return () => {
    request.eject(asking);
    response.eject(answered);
  };
}

/** A new instance with the client's base URL and its tokens. */
export function createAxios(source: BearerSource, config: CreateAxiosDefaults = {}): AxiosInstance {
  const instance = axios.create({ baseURL: source.base.href, ...config });
  attach(instance, source);
  return instance;
}
