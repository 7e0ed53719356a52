export type FynnRow = Record<string, string | number | null>;

/** A row as Fynn sends it: nothing moved unless told. */
export const fynnRow = (date: string, revenue: string | number | null, changes: FynnRow = {}): FynnRow => ({
  date: `${date} 00:00:00`,
  currency_code: 'EUR',
  revenue,
  churn_revenue: null,
  expansion_revenue: null,
  new_revenue: null,
  ...changes,
});

/** Rows as pages of so many, which tell their number and the last one. */
export const fynnPages = (rows: readonly unknown[], size = 100) => {
  const lastPage = Math.max(1, Math.ceil(rows.length / size));
  return Array.from({ length: lastPage }, (_, index) => ({
    data: rows.slice(index * size, index * size + size),
    meta: { pagination: { totalItems: rows.length, currentPage: index + 1, lastPage } },
  }));
};
