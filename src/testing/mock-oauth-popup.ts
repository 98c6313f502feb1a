/** The window a mocked sign-in happens in, moved by the test as the provider and the user would move it. */
export interface MockedPopup {
  /** Where the page has sent it; null before it has, and while none is open. */
  url(): URL | null;
  /** How often the page asked for a window, and how often it brought one to the front. */
  counts(): { opened: number; focused: number };
  /** How often the page has seen it at the provider. */
  looks(): number;
  /**
   * The provider sends the user back with this answer, and the callback page publishes it. True once the page took it; false where nobody listens.
   * `state` is that of the begun sign-in unless given.
   */
  answer(response: { code: string; iss?: string } | { error: string; error_description?: string }, state?: string): Promise<boolean>;
  /** The user closes it. */
  close(): void;
  /** The provider's page severs its opener (`Cross-Origin-Opener-Policy: same-origin`): it reads as closed and is not. */
  sever(): void;
  /** Puts `window.open` back. */
  restore(): void;
}

/**
 * Stands in for the browser's popups, so that every outcome of a sign-in can be tested and shown without a provider.
 *
 * @param options `blocked`: the browser opens none.
 * @example
 * const popup = mockOAuthPopup();
 * await user.click(screen.getByRole('button', { name: 'Continue with Google' }));
 * await popup.answer({ code: 'ok' });
 * popup.restore();
 */
export function mockOAuthPopup({ blocked = false }: { blocked?: boolean } = {}): MockedPopup {
  const open = window.open;
  let current: FakeWindow | null = null;
  let opened = 0;
  window.open = () => {
    opened += 1;
    current = blocked ? null : new FakeWindow();
    return current as unknown as Window | null;
  };
  return {
    url: () => (current?.address ? new URL(current.address) : null),
    counts: () => ({ opened, focused: current?.focused ?? 0 }),
    looks: () => current?.looks ?? 0,
    async answer(response, state = current?.address ? new URL(current.address).searchParams.get('state') ?? '' : '') {
      const channel = new BroadcastChannel(`integrations:${state.split('.')[0] ?? ''}`);
      const received = new Promise<boolean>((resolve) => {
        const timer = setTimeout(resolve, 1_000, false);
        channel.onmessage = ({ data }: MessageEvent<{ received?: unknown }>) => {
          if (data.received !== state) return;
          clearTimeout(timer);
          resolve(true);
        };
      });
      channel.postMessage({ state, ...response });
      const taken = await received;
      channel.close();
      return taken;
    },
    close: () => current?.close(),
    sever: () => current?.close(),
    restore: () => { window.open = open; },
  };
}

/** As much of a window as a page may touch of one at another site. */
class FakeWindow {
  closed = false;
  opener: unknown = window;
  address: string | null = null;
  focused = 0;
  looks = 0;
  readonly location = new FakeLocation(this);
  focus() {
    this.focused += 1;
  }
  close() {
    this.closed = true;
  }
}

class FakeLocation {
  readonly #of: FakeWindow;
  constructor(of: FakeWindow) {
    this.#of = of;
  }
  replace(address: string) {
    if (this.#of.opener !== null) throw new Error('A window goes to a provider only once its opener is cut.');
    this.#of.address = address;
  }
  get href() {
    if (this.#of.address === null) return 'about:blank';
    this.#of.looks += 1;
    throw new DOMException('This window is at another site.', 'SecurityError');
  }
}
