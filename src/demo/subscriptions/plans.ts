import type { Plan } from './types.ts';

type PlanName = 'plusMonthly' | 'plusYearly' | 'familyMonthly' | 'team' | 'enterprise';

/** The price list of the simulated company. The app's own event `subscribe` sells the two Plus plans. */
export const plans: Record<PlanName, Plan> = {
  plusMonthly: { id: 'plus_monthly', name: 'Plus monthly', months: 1, price: { USD: 699, EUR: 649 } },
  plusYearly: { id: 'plus_yearly', name: 'Plus yearly', months: 12, price: { USD: 5900, EUR: 5500 } },
  familyMonthly: { id: 'family_monthly', name: 'Family monthly', months: 1, price: { USD: 1199, EUR: 1099 } },
  team: { id: 'team', name: 'Team', months: 1, price: { USD: 1500, EUR: 1400 } },
  enterprise: { id: 'enterprise', name: 'Enterprise', months: 1, price: { USD: 2400, EUR: 2200 } },
};
