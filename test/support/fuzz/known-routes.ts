/** A route of the service, as its own description has it. */
export interface KnownRoute {
  readonly method: string;
  /** With values in place of parameters. */
  readonly path: string;
  /** A body that the description gives as an example. */
  readonly example?: object;
}

interface Described {
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: Readonly<Record<string, { readonly value: object }>> }>
    >;
  };
}

/** Asks the service: what a module adds is known as soon as it is on. */
export async function knownRoutes(url: string): Promise<KnownRoute[]> {
  const answer = await fetch(`${url}/openapi.json`);
  const { paths } = (await answer.json()) as {
    paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => {
      const examples = requestBody?.content['application/json']?.examples ?? {};
      const example = Object.values(examples)[0]?.value;
      return {
        method: method.toUpperCase(),
        // Number 1 is the fuzzer's own account or integration, which others must not delete.
        path: path.replaceAll(/\{\w+\}/g, '2'),
        ...(example && { example }),
      };
    }),
  );
}
