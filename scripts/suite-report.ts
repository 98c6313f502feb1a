import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

interface Report {
  numTotalTests: number;
  numPassedTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string; failureMessages?: string[] }[] }[];
}

/** What a suite came to: its counts, and of each file that failed the tests that did, with the first lines of why. */
export interface SuiteReport { total: number; passed: number; failed: { file: string; tests: string[] }[] }

const firstLines = (text: string) => text.split('\n').slice(0, 4).join('\n');

/** Reads the JSON report of a Vitest run; `undefined` where the run ended before it wrote one. */
export function readSuite(path: string): SuiteReport | undefined {
  if (!existsSync(path)) return undefined;
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  const failed = report.testResults.filter(({ status }) => status === 'failed').map(({ name, message, assertionResults }) => {
    const tests = assertionResults.filter(({ status }) => status === 'failed').map((one) => `${one.fullName}: ${firstLines(one.failureMessages?.[0] ?? '')}`);
    return { file: relative(process.cwd(), name), tests: tests.length > 0 ? tests : [firstLines(message)] };
  });
  return { total: report.numTotalTests, passed: report.numPassedTests, failed };
}
