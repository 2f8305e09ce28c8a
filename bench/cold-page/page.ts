/** The page with the button: asks the service worker to call the number in the address. */
const { number, token, session } = Object.fromEntries(new URLSearchParams(location.search));

document.querySelector('button')?.addEventListener('click', () => {
  void chrome.runtime.sendMessage({ call: number, token, session });
});
