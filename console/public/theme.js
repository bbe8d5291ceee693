/** Sets the theme before the first paint, so that a dark screen never flashes white. See src/settings/settings.ts. */
(() => {
  let theme = 'system';
  try {
    theme = JSON.parse(localStorage.getItem('stairwell.settings') ?? '{}').theme ?? 'system';
  } catch {}
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
