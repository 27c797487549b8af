/** The one place where an address becomes a script: Trusted Types ask for a policy, and ours knows its files by name. */

/** Service worker, and the workers of the vault and the map as the build names them. */
const OURS = /^\/(service_worker\.js|vault\/[\w.-]+\.js|assets\/maplibre-gl-worker-[\w-]+\.js|(src\/vault\/worker\.ts|node_modules\/maplibre-gl\/dist\/maplibre-gl-worker\.mjs)(\?[\w=&-]*)?)$/;

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
