import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SCREENS = resolve(import.meta.dirname, '../src/screens');
const ROUTER = readFileSync(resolve(SCREENS, 'shell/Screen.svelte'), 'utf8');
const ONSITE = parts(readFileSync(resolve(SCREENS, 'onsite/OnSite.svelte'), 'utf8'));

/** One branch of the router: what it asks of an address, and the last part of an address that its screen is told. */
interface Branch {
  condition: string;
  asks: (path: string) => boolean;
  told: number;
}

function parts(source: string): string[] {
  const list = /ONSITE = \[([^\]]+)\]/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '');
}

/** The router's own conditions, in its order. */
function branches(router: string): Branch[] {
  return [...router.matchAll(/\{(?:#if|:else if) (section [^}]+|section)\}\n([\s\S]*?)(?=\{:else|\{\/if\})/g)].map(([, condition = '', body = '']) => {
    const names = ['section', 'id', 'part', 'route', 'ONSITE'];
    const holds = new Function(...names, `return Boolean(${condition});`) as (...said: unknown[]) => boolean;
    return {
      condition,
      asks: (path) => {
        const said = path.split('/');
        return holds(said[0], said[1], said[2], { parts: said, path }, ONSITE);
      },
      told: Math.max(0, /\bid\b/.test(body) ? 1 : 0, /\bpart\b/.test(body) ? 2 : 0, ...[...body.matchAll(/route\.parts\[(\d)\]/g)].map(([, at]) => Number(at))),
    };
  });
}

/** The screens that none of these addresses leads to, or only with less than they can be told, by what the router asks. */
export function unseen(paths: string[], router = ROUTER): string[] {
  const all = branches(router);
  const reached = new Map<Branch, number>();
  for (const path of paths) {
    const branch = all.find((one) => one.asks(path));
    if (branch) reached.set(branch, Math.max(reached.get(branch) ?? 0, path.split('/').length));
  }
  const missed = all.filter((branch) => (reached.get(branch) ?? 0) <= branch.told).map(({ condition, told }) => `${condition}: ${told + 1} parts`);
  return [...missed, ...ONSITE.filter((part) => !paths.some((path) => path.startsWith('visits/') && path.endsWith(`/${part}`)))];
}
