/** What a key does, beside the key. */
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
