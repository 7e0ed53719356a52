/** A figure one more and one less in its last digit: what a check must tell from it. */
export function neighbours(figure: string): string[] {
  const [, before = '', digits = '', after = ''] = /^(.*?)(\d[\d,]*(?:\.\d+)?)(\D*)$/s.exec(figure) ?? [];
  const decimals = digits.split('.')[1]?.length ?? 0;
  const value = Number(digits.replaceAll(',', ''));
  const isGrouped = digits.includes(',') || value < 1000;
  return [value + 10 ** -decimals, value - 10 ** -decimals]
    .filter((near) => near >= 0 && Number.isSafeInteger(Math.round(near)))
    .map((near) => `${before}${isGrouped ? grouped(near.toFixed(decimals)) : near.toFixed(decimals)}${after}`);
}

function grouped(number: string): string {
  const [whole = '', ...fraction] = number.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}
