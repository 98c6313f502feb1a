// Ratios to hand-written pages, taken in one run: medians of interleaved rounds. `--rounds 5`, `--only page|server`.
//
// Two pages stand against ours. `byHand` shows the same page: the same elements, words and stylesheet, written by hand with the same
// libraries; what is above 1 is our own doing, so the budgets of mounting and opening are held against it (a comparison of different
// pages would only count elements). `floor` shows the least a page could be: no icons, accounts, categories, search, more actions or
// stylesheet. Its ratio is printed beside it. Keys are held against `floor`, because there both do the same.
import { parseArgs } from 'node:util';
import { openBrowser, servePage } from './browser.ts';
import { raceDialog, raceKeys, raceMount } from './page-race.ts';
import { medianOf, type Samples } from './samples.ts';
import { raceServers } from './server/race.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' } } });
const rounds = Number(values.rounds);

interface Row { name: string; ratio: number; budget: number; above?: boolean; detail: string }
const contestants = ['ours', 'byHand', 'floor'];
const rows: Row[] = [];
const ms = (value: number) => `${value.toFixed(2)} ms`;

if (values.only !== 'server') {
  const samples: Samples = new Map();
  const page = await servePage();
  const browser = await openBrowser();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? contestants.toReversed() : contestants) {
      await raceMount(browser, page.url, name, 9, samples);
      await raceMount(browser, page.url, name, 1000, samples);
      await raceDialog(browser, page.url, name, samples);
      for (const fields of [12, 60]) await raceKeys(browser, page.url, name, fields, samples);
    }
    for (const fields of [12, 60]) await raceKeys(browser, page.url, 'bare', fields, samples);
  }
  await browser.close();
  page.close();

  const whole = (measure: string, budget: number) => {
    const [ours, same, least] = contestants.map((name) => medianOf(samples, measure, name)) as [number, number, number];
    rows.push({ name: measure, ratio: ours / same, budget, detail: `${ms(ours)} against ${ms(same)} of the same page by hand; ${(ours / least).toFixed(2)} × the least page (${ms(least)})` });
  };
  const key = (measure: string, budget: number) => {
    const bare = medianOf(samples, measure, 'bare');
    const [ours, floor] = [medianOf(samples, measure, 'ours') - bare, medianOf(samples, measure, 'floor') - bare];
    rows.push({ name: measure, ratio: ours / floor, budget, detail: `${ms(ours)} against ${ms(floor)}` });
    return ours;
  };
  whole('mount 9 warm', 1.3);
  whole('mount 1000 warm', 0.8);
  whole('mount 1000 cold', 1.3);
  whole('click to dialog, first', 0.8);
  whole('click to dialog, later', 1);
  const twelve = key('key in 12 fields', 1);
  const sixty = key('key in 60 fields', 0.8);
  rows.push({ name: 'key in 60 fields against 12', ratio: sixty / twelve, budget: 1.25, detail: `${ms(sixty)} against ${ms(twelve)}` });
}

if (values.only !== 'page') {
  for (const { name, ours, bare, budget } of await raceServers(rounds)) {
    rows.push({ name, ratio: ours / bare, budget, above: true, detail: `${ours.toFixed(0)} requests/s against ${bare.toFixed(0)}` });
  }
}

const within = ({ ratio, budget, above }: Row) => (above ? ratio >= budget : ratio <= budget);
for (const row of rows) console.log(`${row.ratio.toFixed(2).padStart(5)} × (budget ${row.above ? '≥' : '≤'} ${row.budget})  ${within(row) ? '    ' : 'MISS'} ${row.name}: ${row.detail}`);
process.exit(rows.every(within) ? 0 : 1);
