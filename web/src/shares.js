const WHOLE = 10_000;

/** "47.5" or "47,5" percent in basis points; nothing counts as none, what is not a number as undefined. */
export function basisPoints(text) {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return 0;
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}

/** What the shares add up to and how far that is from the whole; undefined while one of them is not a number. */
export function addUp(texts) {
  const shares = texts.map(basisPoints);
  if (shares.includes(undefined)) return undefined;
  const sum = shares.reduce((total, share) => total + share, 0);
  return { sum, off: WHOLE - sum };
}
