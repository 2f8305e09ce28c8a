/** A key cap with the action of the key. */
export function KeyHint({ keys, does }: { keys: string; does: string }) {
  return (
    <span>
      <kbd class="key-cap" dir="ltr">
        {keys}
      </kbd>
      {does}
    </span>
  );
}
