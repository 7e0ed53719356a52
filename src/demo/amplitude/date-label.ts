const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Aug 15" for 2026-08-15; a time of day stays behind it. */
export function shortDate(label: string): string {
  const [date = '', time] = label.split('T');
  const [, month, day] = date.split('-').map(Number);
  const short = `${months[(month ?? 1) - 1]} ${day}`;
  return time === undefined ? short : `${short}, ${time.slice(0, 5)}`;
}

/** "Nov 19, 2025" when the labels span more than one year, "Nov 19" when they do not. */
export function cohortLabels(labels: readonly string[]): string[] {
  const years = new Set(labels.map((label) => label.slice(0, 4)));
  return labels.map((label) => (years.size > 1 ? `${shortDate(label)}, ${label.slice(0, 4)}` : shortDate(label)));
}
