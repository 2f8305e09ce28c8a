/** The page with the buttons: asks the service worker to call the number in the address, or for the agent whose card it shows. */
const { number, backend, session } = Object.fromEntries(new URLSearchParams(location.search));
const [callButton, cardButton] = document.querySelectorAll('button');

callButton?.addEventListener('click', () => {
  void chrome.runtime.sendMessage({ call: number, backend, session });
});

cardButton?.addEventListener('click', () => void showCard());

async function showCard(): Promise<void> {
  await chrome.runtime.sendMessage({ card: number, backend, session });
  document.querySelector('iframe')?.remove();
  const frame = document.createElement('iframe');
  frame.src = `card.html#${number ?? ''}`;
  document.body.append(frame);
}
