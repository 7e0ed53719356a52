/** Of "rgb(1, 2, 3)", from 0 to 255. */
export function brightness(text = ''): number {
  const parts = [...text.matchAll(/\d+/g)].slice(0, 3).map(([digits]) => Number(digits));
  return parts.reduce((sum, part) => sum + part, 0) / 3;
}
