import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a change which passes here passes everywhere. Others are drawn with
 * `METRICS_MCP_TEST_SEED=random`, or a whole number to draw those of a failure again.
 */
const wanted = process.env.METRICS_MCP_TEST_SEED ?? '20260815';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
