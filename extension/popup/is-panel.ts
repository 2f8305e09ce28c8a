/** Whether this page is the side panel, which has the height of the window. */
export const isPanel = new URLSearchParams(location.search).has('panel');
