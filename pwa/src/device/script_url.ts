/** The one place where an address becomes a script: Trusted Types ask for a policy, and ours knows its files by name. */

/** Service worker, and the vault's worker as the build names it. */
const OURS = /^\/(service_worker\.js|vault\/[\w.-]+\.js|src\/vault\/worker\.ts(\?[\w=&-]*)?)$/;

function checked(url: string): string {
  const path = url.startsWith(self.location.origin) ? url.slice(self.location.origin.length) : url;
  if (!OURS.test(path)) throw new TypeError('not a script of this app');
  return url;
}

/** As much of Trusted Types as is used; what it returns stands wherever a script's address is wanted. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory?.createPolicy('app-sw', { createScriptURL: checked });

/** The address for a worker's constructor. Throws for anything that is not ours. */
export function scriptUrl(url: string): string {
  return policy?.createScriptURL(url) ?? checked(url);
}
