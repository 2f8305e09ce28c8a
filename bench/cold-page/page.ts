/** The page with the button: asks the service worker for a call. What to call stands in the address. */
const { number, token, session } = Object.fromEntries(new URLSearchParams(location.search));

document.querySelector('button')?.addEventListener('click', () => {
  void chrome.runtime.sendMessage({ call: number, token, session });
});
