import type { Catalogue } from '../src/engine.ts';
import { activeUsers } from './amplitude/active-users.ts';
import { averageSessionLength } from './amplitude/average-session-length.ts';
import { eventSegmentation } from './amplitude/event-segmentation.ts';
import { funnel } from './amplitude/funnel.ts';
import { listEvents } from './amplitude/list-events.ts';
import { queryChart } from './amplitude/query-chart.ts';
import { realtimeUsers } from './amplitude/realtime-users.ts';
import { retention } from './amplitude/retention.ts';
import { revenueLtv } from './amplitude/revenue-ltv.ts';
import { searchUsers } from './amplitude/search-users.ts';
import { sessionLength } from './amplitude/session-length.ts';
import { sessionsPerUser } from './amplitude/sessions-per-user.ts';
import { userActivity } from './amplitude/user-activity.ts';
import { userComposition } from './amplitude/user-composition.ts';
import { listActivities } from './chartmogul/list-activities.ts';
import { subscriptionRevenue } from './fynn/subscription-revenue.ts';
import { instructions } from './instructions.ts';
import { readResult } from './metrics/read-result.ts';
import { status } from './metrics/status.ts';
import { funnelReview } from './prompts/funnel-review.ts';
import { mrrBridge } from './prompts/mrr-bridge.ts';
import { retentionReview } from './prompts/retention-review.ts';
import { revenueOverview } from './prompts/revenue-overview.ts';
import { weeklyReview } from './prompts/weekly-review.ts';
import { whyDidItChange } from './prompts/why-did-it-change.ts';
import { customerMetrics } from './qonversion/customer-metrics.ts';

/** Every tool and prompt, in the order in which they are listed. */
export const catalogue: Catalogue = {
  tools: [
    queryChart,
    activeUsers,
    sessionLength,
    averageSessionLength,
    sessionsPerUser,
    userComposition,
    listEvents,
    eventSegmentation,
    funnel,
    retention,
    userActivity,
    searchUsers,
    realtimeUsers,
    revenueLtv,
    listActivities,
    customerMetrics,
    subscriptionRevenue,
  ],
  helpers: [status, readResult],
  prompts: [weeklyReview, whyDidItChange, funnelReview, retentionReview, mrrBridge, revenueOverview],
  instructions,
  properties:
    "No tool lists properties: amplitude_user_composition shows the values of a user property, amplitude_user_activity the properties of one user's events.",
  more: 'More rows, free: read_result with the result_id and a table name.',
};
