/** The nonce under which the page's Content-Security-Policy lets libraries add styles. */
export function cspNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]');
  return meta?.content ?? '';
}
