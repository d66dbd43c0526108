/**
 * Takes the enrolment token out of the address, which keeps nothing of it: neither in the bar, where
 * it is photographed and shared, nor in the tab's history. It is in the memory of the page alone, so
 * that a reload needs the link of the mail again. (Nothing that is loaded gets a `Referer`.)
 *
 * @returns `undefined` where there is none.
 */
export function takeTfat(): string | undefined {
  const tfat = new URLSearchParams(location.search).get('tfat');
  if (location.search !== '') history.replaceState(null, '', location.pathname);
  return tfat || undefined;
}
