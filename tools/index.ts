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
import { readResult } from './metrics/read-result.ts';
import { status } from './metrics/status.ts';
import { customerMetrics } from './qonversion/customer-metrics.ts';

/** Every tool, in the order in which it is listed. */
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
  instructions: [
    'Metric questions from Amplitude (product analytics), ChartMogul, Qonversion and Fynn (subscription revenue). All tools only read.',
    'Answers are condensed: they name the figure, its period and what limits it. Quote figures as they stand, with their notes.',
    'Never add users over days, groups or segments, and never add currencies. Percentages and MRR are not added either.',
    'An answer ends with result_id and table names: read_result shows any row of them at no cost, so prefer it to asking again.',
    'If event names are unknown call amplitude_list_events first; if a tool refuses or is missing, metrics_status.',
  ].join('\n'),
  more: 'More rows, free: read_result with the result_id and a table name.',
};
