/** The index of the segment that the meta of a series names; null where it names none. */
export function segmentIndexOf(meta: unknown): number | null {
  const index = typeof meta === 'object' && meta !== null && 'segmentIndex' in meta ? meta.segmentIndex : null;
  return typeof index === 'number' && Number.isFinite(index) ? index : null;
}
