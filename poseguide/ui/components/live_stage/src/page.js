/**
 * Tells whether the page is at work: now, and whenever that changes.
 * @param {(atWork: boolean) => void} tell
 */
export function watchPage(tell) {
  /** @type {HTMLElement | null} */
  const app = document.querySelector("[data-test-script-state]");
  const isAtWork = () => app !== null && app.dataset.testScriptState !== "notRunning";
  const look = () => tell(isAtWork());
  const observer = new MutationObserver(look);
  if (app) observer.observe(app, { attributeFilter: ["data-test-script-state"] });
  look();
  return { isAtWork, leave: () => observer.disconnect() };
}
