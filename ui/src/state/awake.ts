/** Keeps the screen on until the returned function is called; where the platform cannot, nothing happens and nobody is told. */
export function stayAwake(): () => void {
  let held: WakeLockSentinel | undefined;
  let over = false;
  const ask = async (): Promise<void> => {
    if (over || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      // Asked for before one left, granted after.
      if (over) await lock.release();
      else held = lock;
    } catch {
      // Refused, as when the battery is low: the screen follows the system.
    }
  };
  // The system lets it go whenever the window is out of sight.
  const seen = (): void => void ask();
  document.addEventListener('visibilitychange', seen);
  void ask();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', seen);
    void held?.release().catch(() => undefined);
  };
}
