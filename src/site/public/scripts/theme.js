// Runs before the page is drawn, so that a chosen theme does not flash. A classic script: modules do not load from
// file://.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const theme = localStorage.getItem("cartulary-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be switched off; the theme then follows the system.
  }
})();
