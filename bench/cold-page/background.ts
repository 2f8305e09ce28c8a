/** Makes an offscreen document for each call, and hands it the call. */
chrome.runtime.onMessage.addListener((message: { call?: string; token: string; session: string }) => {
  if (message.call) void call(message);
});

async function call({ call: number, token, session }: { call?: string; token: string; session: string }): Promise<void> {
  if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
  await chrome.offscreen.createDocument({
    url: 'offscreen.html',
    reasons: [chrome.offscreen.Reason.USER_MEDIA],
    justification: 'One call.',
  });
  await chrome.runtime.sendMessage({ dial: number, token, session });
}
