// Ratios to a hand-written floor, taken in one run: medians of interleaved rounds. `--rounds 5`, `--only page|server`.
import { parseArgs } from 'node:util';
import { openBrowser, servePage } from './browser.ts';
import { raceDialog, raceKeys, raceMount } from './page-race.ts';
import { medianOf, type Samples } from './samples.ts';
import { raceServers } from './server/race.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' } } });
const rounds = Number(values.rounds);

interface Row { name: string; ratio: number; budget: number; above?: boolean; detail: string }
const rows: Row[] = [];
const ms = (value: number) => `${value.toFixed(2)} ms`;

if (values.only !== 'server') {
  const samples: Samples = new Map();
  const page = await servePage();
  const browser = await openBrowser();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? ['floor', 'ours'] : ['ours', 'floor']) {
      await raceMount(browser, page.url, name, 9, samples);
      await raceMount(browser, page.url, name, 1000, samples);
      await raceDialog(browser, page.url, name, samples);
      for (const fields of [12, 60]) await raceKeys(browser, page.url, name, fields, samples);
    }
    for (const fields of [12, 60]) await raceKeys(browser, page.url, 'bare', fields, samples);
  }
  await browser.close();
  page.close();

  const compare = (measure: string, budget: number, bare = false) => {
    const off = bare ? medianOf(samples, measure, 'bare') : 0;
    const [ours, floor] = [medianOf(samples, measure, 'ours') - off, medianOf(samples, measure, 'floor') - off];
    rows.push({ name: measure, ratio: ours / floor, budget, detail: `${ms(ours)} against ${ms(floor)}` });
    return ours;
  };
  compare('mount 9 warm', 1.3);
  compare('mount 1000 warm', 0.8);
  compare('mount 1000 cold', 1.3);
  compare('click to dialog, first', 0.8);
  compare('click to dialog, later', 1);
  const twelve = compare('key in 12 fields', 1, true);
  const sixty = compare('key in 60 fields', 0.8, true);
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
