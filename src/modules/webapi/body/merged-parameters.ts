/**
 * Magento lays the query over the body: what stands in both is taken from the query. Of a parameter
 * that is given several times, PHP knows the last.
 */
export function mergedParameters(body: unknown, query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return body;
  const names = Object.keys(query);
  if (names.length === 0) return body;
  const given = names.map((name) => {
    const value = (query as Record<string, unknown>)[name];
    return [name, Array.isArray(value) ? (value.at(-1) as unknown) : value] as const;
  });
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  // `fromEntries` defines its members: a parameter called __proto__ is just that.
  return Object.fromEntries([...fields, ...given]);
}
