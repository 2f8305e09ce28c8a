/** Makes an offscreen document for each call, and hands it the call; asks the backend for the agent before each card. */
type ColdRequest = { call?: string; card?: string; backend: string; session: string };

chrome.runtime.onMessage.addListener((message: ColdRequest, _, respond) => {
  if (message.call) void placeCall(message);
  if (!message.card) return false;
  void askBackend(message).then(respond);
  return true;
});

async function placeCall({ call: number, backend, session }: ColdRequest): Promise<void> {
  if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
  await chrome.offscreen.createDocument({
    url: 'offscreen.html',
    reasons: [chrome.offscreen.Reason.USER_MEDIA],
    justification: 'One call.',
  });
  await chrome.runtime.sendMessage({ dial: number, backend, session });
}

async function askBackend({ backend, session }: ColdRequest): Promise<unknown> {
  const answer = await fetch(`${backend}/api/agent`, { headers: { authorization: `Bearer ${session}` } });
  return answer.json();
}
