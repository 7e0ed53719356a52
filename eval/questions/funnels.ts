import { count, duration, percent } from '../figures.ts';
import type { Question } from '../question.ts';
import { ask, cell, group, ranked as inRow, questionsOf, read, row, says, sentence } from '../shorthand.ts';
import type { Deed } from '../truth/deeds.ts';
import { medianSeconds, reached, waysThrough } from '../truth/funnel.ts';
import type { World } from '../truth/world.ts';

const q = questionsOf('funnel diagnosis');
const tool = 'amplitude_funnel';
const steps = ['view_item', 'add_to_cart', 'checkout', 'purchase'];
const day = 86_400;
const platforms = ['iOS', 'Android', 'Web'];

/** Where people get lost on their way, and who. The day before yesterday is the last whose window of a day is over. */
export function funnels(world: World): Question[] {
  return [...overall(world), ...byGroup(world), ...otherWays(world)];
}

function is(type: string) {
  return (deed: Deed) => deed.type === type;
}

function shopping({ deeds, ago }: World, of: (deed: Deed) => boolean = () => true) {
  const mine = deeds.filter(of);
  return waysThrough(mine, { steps: steps.map(is), from: ago(15), to: ago(2), seconds: day });
}

const settled = { events: steps, start: '-15d', end: '-2d', conversion_window_seconds: day };

function overall(world: World): Question[] {
  const ways = shopping(world);
  const [viewed = 0, added = 0, checkedOut = 0, bought = 0] = reached(ways, 4);
  const losses = [viewed - added, added - checkedOut, checkedOut - bought];
  const most = Math.max(...losses);
  const at = losses.indexOf(most);
  const third = world.ago(3);
  const ofDay = waysThrough(world.deeds, { steps: steps.map(is), from: third, to: third, seconds: day });
  return [
    q(
      'conversion',
      'What share of those who look at an item buy within a day?',
      ask(tool, settled),
      sentence(percent(bought, viewed), new RegExp(`# of ${count(viewed)} users finish`)),
      cell(percent(bought, viewed), 'of_all', row('purchase')),
    ),
    q(
      'buyers',
      'How many people got from looking to paying within a day?',
      ask(tool, settled),
      sentence(count(bought), /finish all 4 steps \(# users\)/),
      cell(count(bought), 'users', row('purchase')),
    ),
    q(
      'biggest-drop',
      'Where do we lose most people on the way to a purchase, and how many?',
      ask(tool, settled),
      sentence(count(most), new RegExp(`Biggest drop: step ${at + 1} → ${at + 2} .*# of `)),
    ),
    q(
      'payment-step',
      'How many of those who check out pay?',
      ask(tool, settled),
      cell(percent(bought, checkedOut), 'of_previous', row('purchase'), row('4')),
    ),
    q(
      'baskets',
      'How many people put something into the basket?',
      ask(tool, settled),
      cell(count(added), 'users', row('add_to_cart')),
    ),
    q(
      'time-to-pay',
      'How long does paying take after checking out?',
      ask(tool, settled),
      cell(duration(medianSeconds(ways, 3)), 'median', row('purchase')),
    ),
    q(
      'conversion-of-a-day',
      'How well did those convert who came three days ago?',
      ask(tool, settled),
      cell(percent(reached(ofDay, 4)[3] ?? 0, ofDay.size), 'conversion', row(third)),
      cell(count(ofDay.size), 'entrants', row(third)),
    ),
  ];
}

function byGroup(world: World): Question[] {
  const of = (platform: string) =>
    reached(
      shopping(world, ({ user }) => user.platform === platform),
      4,
    );
  const rates = platforms.map((name) => ({ name, rate: rateOf(of(name)), steps: of(name) }));
  const [worst = { name: '', steps: [] }] = rates.sort((a, b) => a.rate - b.rate);
  const last = ([, , checkedOut = 0, bought = 0]: readonly number[]) => percent(bought, checkedOut);
  const whole = ([viewed = 0, , , bought = 0]: readonly number[]) => percent(bought, viewed);
  const android = [{ filters: [{ property: 'platform', operator: 'is', values: ['Android'] }] }];
  const [, ...later] = steps.map(is);
  const onNewest = reached(
    waysThrough(
      world.deeds.filter(({ user }) => user.platform === 'Android'),
      {
        steps: [(deed) => deed.type === 'view_item' && deed.version === '4.2.0', ...later],
        ...{ from: world.ago(15), to: world.ago(2), seconds: day },
      },
    ),
    4,
  );
  const chart = waysThrough(world.deeds, { steps: steps.map(is), from: world.ago(28), to: world.ago(1), seconds: day });
  const web = reached(new Map([...chart].filter(([user]) => user.platform === 'Web')), 4);
  return [
    q(
      'worst-platform',
      'On which platform do fewest people get to the end?',
      ask(tool, { ...settled, group_by: 'platform' }),
      says(whole(worst.steps), /worst \w+: # of/, 'conversion', group(worst.name, platforms)),
    ),
    q(
      'payment-by-platform',
      'On which platform does paying fail?',
      ask(tool, { ...settled, group_by: 'platform' }),
      ...platforms.map((name) => cell(last(of(name)), 'to_step_4', row(name))),
    ),
    q(
      'buyers-on-ios',
      'How many iOS users finish?',
      ask(tool, { ...settled, group_by: 'platform' }),
      cell(count(of('iOS')[3] ?? 0), 'finished', row('iOS')),
    ),
    q(
      'android-only',
      'What does the Android funnel look like?',
      ask(tool, { ...settled, segments: android }),
      cell(last(of('Android')), 'of_previous', row('purchase')),
      cell(count(of('Android')[2] ?? 0), 'users', row('checkout')),
    ),
    q(
      'android-by-version',
      'Is it the newest version that breaks paying on Android?',
      ask(tool, { ...settled, segments: android, group_by: 'version' }),
      inRow(1, last(onNewest), 'to_step_4', row('4.2.0')),
    ),
    q(
      'saved-funnel',
      'How many web users buy by our chart demo-checkout-funnel?',
      ask('amplitude_query_chart', { chart: 'demo-checkout-funnel' }),
      sentence(count(web[3] ?? 0), /Web: .*\(#\)/),
      sentence(whole(web), /Web: # of/),
    ),
  ];
}

function otherWays(world: World): Question[] {
  const { deeds, ago, users } = world;
  const newcomers = new Set(
    users.filter(({ firstSeen }) => world.dayOf(firstSeen) >= ago(60) && world.dayOf(firstSeen) <= ago(31)),
  );
  const signedUp = waysThrough(
    deeds.filter(({ user }) => newcomers.has(user)),
    { steps: ['sign_up', 'purchase'].map(is), from: ago(60), to: ago(31), seconds: 30 * day },
  );
  const [joined = 0, converted = 0] = reached(signedUp, 2);
  const strictly = waysThrough(deeds, {
    ...{ steps: ['search', 'view_item', 'add_to_cart'].map(is), from: ago(15), to: ago(2), seconds: day, strict: true },
  });
  const [searched = 0, , inBasket = 0] = reached(strictly, 3);
  const category = (type: string, name: string) => (deed: Deed) => deed.type === type && deed.about.category === name;
  const furniture = waysThrough(deeds, {
    ...{ from: ago(37), to: ago(8), seconds: 7 * day },
    steps: [category('view_item', 'furniture'), category('purchase', 'furniture')],
  });
  const [looked = 0, took = 0] = reached(furniture, 2);
  const only = (event_type: string) => ({
    event_type,
    filters: [{ type: 'event', property: 'category', operator: 'is', values: ['furniture'] }],
  });
  return [
    q(
      'sign-up-to-purchase',
      'How many of the new users who sign up buy something within 30 days?',
      ask(tool, { events: ['sign_up', 'purchase'], start: '-60d', end: '-31d', user_type: 'new' }),
      sentence(percent(converted, joined), new RegExp(`# of ${count(joined)} new users finish`)),
      cell(percent(converted, joined), 'of_all', row('purchase')),
    ),
    q(
      'straight-to-the-basket',
      'How many people search, look at one thing and take it at once?',
      ask(tool, { ...settled, events: ['search', 'view_item', 'add_to_cart'], mode: 'sequential' }),
      sentence(count(inBasket), /finish all 3 steps \(# users\)/),
      cell(count(inBasket), 'users', row('add_to_cart')),
      cell(count(searched), 'users', row('search')),
    ),
    q(
      'furniture',
      'How many of those who look at furniture buy some within a week?',
      ask(tool, {
        ...{ events: [only('view_item'), only('purchase')], start: '-37d', end: '-8d' },
        conversion_window_seconds: 7 * day,
      }),
      sentence(percent(took, looked), new RegExp(`# of ${count(looked)} users finish`)),
    ),
    q(
      'steps-of-a-day',
      'How many people checked out of those who came five days ago?',
      [ask(tool, settled), read('day_steps', { date: ago(5) })],
      cell(
        count(reached(waysThrough(deeds, { steps: steps.map(is), from: ago(5), to: ago(5), seconds: day }), 4)[2] ?? 0),
        'step_3',
        row(ago(5)),
      ),
    ),
  ];
}

function rateOf([viewed = 0, , , bought = 0]: readonly number[]): number {
  return bought / viewed;
}
