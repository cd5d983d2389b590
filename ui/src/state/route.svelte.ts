/** Where the window is: the part after `#`, split at slashes. */
class Route {
  parts = $state<string[]>(read());

  constructor() {
    window.addEventListener('hashchange', () => {
      this.parts = read();
    });
  }

  go(path: string): void {
    window.location.hash = `#/${path}`;
  }

  get path(): string {
    return this.parts.join('/');
  }
}

function read(): string[] {
  const path = window.location.hash.replace(/^#\/?/, '');
  return path === '' ? ['today'] : path.split('/').map(decodeURIComponent);
}

export const route = new Route();
export const link = (...parts: string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;
