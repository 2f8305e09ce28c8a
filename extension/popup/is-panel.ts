/** Whether this page stands in the side panel, where it has the height of the window. */
export const isPanel = new URLSearchParams(location.search).has('panel');
