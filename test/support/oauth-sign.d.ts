declare module 'oauth-sign' {
  export function sign(
    method: string,
    httpMethod: string,
    baseUri: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
    consumerSecret: string,
    tokenSecret: string,
  ): string;
}
