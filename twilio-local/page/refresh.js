/** What the pages of the local Twilio share: they draw its state again after events. */

/** Debounces a burst of events to one call of `refresh`. */
export function createDebounce(refresh, waitMs) {
  let isScheduled = false;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      refresh().catch(() => undefined);
    }, waitMs);
  };
}

/** Links to the sample CRM stay hidden where none runs. */
export function showCrmLinks(crmUrl) {
  for (const link of document.querySelectorAll('.crm')) {
    link.hidden = !crmUrl;
    link.href = crmUrl ?? '';
  }
}
