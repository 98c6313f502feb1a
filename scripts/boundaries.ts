// Checks who imports whom, and that there was something to check.
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const config = await extractConfig('./.dependency-cruiser.js');
const { output } = await cruise(['src'], { ...config.options, ruleSet: config, validate: true, outputType: 'json' }, {}, { tsConfig: extractTsConfig('./tsconfig.json') });
const { summary } = JSON.parse(output as string) as { summary: { totalCruised: number; error: number; violations: { rule: { name: string }; from: string; to: string }[] } };

for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`${summary.totalCruised} modules, ${summary.violations.length} violations`);
if (summary.totalCruised === 0) console.error('No module was read: the check itself is broken.');
process.exit(summary.totalCruised === 0 || summary.violations.length > 0 ? 1 : 0);
