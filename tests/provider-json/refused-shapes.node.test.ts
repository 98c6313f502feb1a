import { describe, expect, test } from 'vitest';
import { type FieldSchema, providerFromJSON } from '../../src/provider-json/index.ts';
import { changed, configuration, credentials, type Loose } from './broken-json.ts';

const nested = (levels: number): FieldSchema => (levels === 0 ? { type: 'string' } : { type: 'array', items: nested(levels - 1) });

describe('a definition that is not what it should be is refused by the path of what is wrong', () => {
  test.each<[name: string, change: (json: Loose) => void, says: RegExp]>([
    [
      'of a later version',
      (json) => {
        json['version'] = 2;
      },
      /"version" must be 1/,
    ],
    [
      'without a version',
      (json) => {
        delete json['version'];
      },
      /"version"/,
    ],
    [
      'an id with dots',
      (json) => {
        json['id'] = '../admin';
      },
      /"id" must be lower-case words/,
    ],
    [
      'an id in capitals',
      (json) => {
        json['id'] = 'Klaviyo';
      },
      /"id"/,
    ],
    [
      'a category every object has',
      (json) => {
        json['category'] = 'constructor';
      },
      /"category"/,
    ],
    [
      'no name',
      (json) => {
        json['name'] = '';
      },
      /"name" must not be empty/,
    ],
    [
      'a name without end',
      (json) => {
        json['name'] = 'x'.repeat(201);
      },
      /"name" must have at most 200/,
    ],
    [
      'a script as icon',
      (json) => {
        json['icon'] = { path: 'M0 0"/><script>alert(1)</script>' };
      },
      /"icon\.path" must be the path data/,
    ],
    [
      'markup as icon',
      (json) => {
        json['icon'] = '<svg onload=alert(1)>';
      },
      /"icon"/,
    ],
    [
      'an icon with a handler',
      (json) => {
        json['icon'] = { path: 'M0 0z', onload: 'alert(1)' };
      },
      /"icon\.onload" is not known here/,
    ],
    [
      'a javascript: address',
      (json) => {
        json['docsUrl'] = 'javascript:alert(1)';
      },
      /"docsUrl" must be an https address/,
    ],
    [
      'an http address in a guide',
      (json) => {
        json['forms'].auth.credentials.steps[0].url = 'http://www.klaviyo.com/';
      },
      /"forms\.auth\.credentials\.steps\.0\.url" must be an https/,
    ],
    [
      'an address with a user name',
      (json) => {
        json['docsUrl'] = 'https://www.klaviyo.com@evil.example/';
      },
      /"docsUrl"/,
    ],
    [
      'a data: address of a field',
      (json) => {
        credentials(json)['publicApiKey']['x-field'].docsUrl = 'data:text/html,x';
      },
      /publicApiKey\.x-field\.docsUrl"/,
    ],
    [
      'an unknown member',
      (json) => {
        json['script'] = 'x';
      },
      /"script" is not known here/,
    ],
    [
      'an unknown keyword',
      (json) => {
        configuration(json)['utm'].if = {};
      },
      /"forms\.configuration\.properties\.utm\.if" is not known here/,
    ],
    [
      'a reference',
      (json) => {
        configuration(json)['utm'] = { $ref: '#' };
      },
      /utm\.\$ref" is not known here/,
    ],
    [
      'references in a circle',
      (json) => {
        json['forms'].configuration.$defs = { a: { $ref: '#/$defs/a' } };
      },
      /forms\.configuration\.\$defs" is not known/,
    ],
    [
      'an unknown type',
      (json) => {
        configuration(json)['utm'].type = 'function';
      },
      /utm\.type" must be a type of JSON Schema/,
    ],
    [
      'a keyword that means nothing there',
      (json) => {
        configuration(json)['utm'].items = {};
      },
      /utm\.items" means nothing/,
    ],
    [
      'unknown metadata',
      (json) => {
        configuration(json)['utm']['x-field'].onChange = 'alert(1)';
      },
      /utm\.x-field\.onChange" is not known/,
    ],
    [
      'no metadata',
      (json) => {
        delete configuration(json)['utm']['x-field'];
      },
      /"forms\.configuration\.properties\.utm" has no x-field/,
    ],
    [
      'no metadata in a credential',
      (json) => {
        delete credentials(json)['privateApiKey']['x-field'];
      },
      /privateApiKey" has no x-field/,
    ],
    [
      'no metadata in a row',
      (json) => {
        configuration(json)['rows'] = { type: 'array', items: { type: 'object', properties: { from: { type: 'string' } } }, 'x-field': { label: 'Rows' } };
      },
      /properties\.rows\.items\.properties\.from" has no x-field/,
    ],
    [
      'no metadata in a nullable object',
      (json) => {
        configuration(json)['group'] = { oneOf: [{ type: 'object', properties: { a: { type: 'string' } } }, { type: 'null' }], 'x-field': { label: 'Group' } };
      },
      /group\.properties\.a" has no x-field/,
    ],
    [
      'a secret bit that is no bit',
      (json) => {
        credentials(json)['privateApiKey']['x-field'].secret = 'false';
      },
      /privateApiKey\.x-field\.secret"/,
    ],
    [
      'a secret bit of null',
      (json) => {
        credentials(json)['privateApiKey']['x-field'].secret = null;
      },
      /privateApiKey\.x-field\.secret"/,
    ],
    [
      'a control every object has',
      (json) => {
        configuration(json)['utm']['x-field'].control = 'constructor';
      },
      /constructor|x-field\.control"/,
    ],
    [
      'an option without a label',
      (json) => {
        configuration(json)['utm']['x-field'].options = [{ value: 'a' }];
      },
      /utm\.x-field\.options" must be/,
    ],
    [
      'a condition on nothing',
      (json) => {
        configuration(json)['utm']['x-field'].showWhen = { field: 'a' };
      },
      /utm\.x-field\.showWhen" must have either/,
    ],
    [
      'a condition on a field that is not there',
      (json) => {
        configuration(json)['utm']['x-field'].showWhen = { field: 'ghost', equals: 1 };
      },
      /"forms\.configuration" cannot be drawn: .*ghost/,
    ],
    [
      'a condition on a strange path',
      (json) => {
        configuration(json)['utm']['x-field'].showWhen = { field: '__proto__.x', equals: 1 };
      },
      /showWhen\.field" must be the dotted path/,
    ],
    [
      'a pattern that is none',
      (json) => {
        credentials(json)['publicApiKey'].pattern = '(';
      },
      /publicApiKey\.pattern" must be a regular expression/,
    ],
    [
      'a negative size',
      (json) => {
        credentials(json)['publicApiKey'].minLength = -1;
      },
      /publicApiKey\.minLength"/,
    ],
    [
      'a field key with a dot',
      (json) => {
        configuration(json)['a.b'] = configuration(json)['utm'];
      },
      /properties\.a\.b" is not a field key/,
    ],
    [
      'a field key every object has',
      (json) => {
        configuration(json)['toString'] = configuration(json)['utm'];
      },
      /toString" is not a field key/,
    ],
    [
      'a required member that is not there',
      (json) => {
        json['forms'].configuration.required = ['ghost'];
      },
      /forms\.configuration\.required" names a member/,
    ],
    [
      'a default of another type',
      (json) => {
        configuration(json)['utm'].default = { $$typeof: 'x' };
      },
      /utm\.default" is not a value/,
    ],
    [
      'a default that is no choice',
      (json) => {
        configuration(json)['trackOpens'].default = 'maybe';
      },
      /trackOpens\.default" is not a value/,
    ],
    [
      'a form that is no object',
      (json) => {
        json['forms'].configuration = { type: 'array', items: {} };
      },
      /"forms\.configuration\.type" must be "object"/,
    ],
    [
      'a null beside null',
      (json) => {
        configuration(json)['utm'] = { oneOf: [{ type: 'null' }, { type: 'string' }], 'x-field': { label: 'x' } };
      },
      /utm\.oneOf" must be a schema and/,
    ],
    [
      'no guide',
      (json) => {
        delete json['forms'].auth.credentials.steps;
      },
      /forms\.auth\.credentials\.steps"/,
    ],
    [
      'sentences that are objects',
      (json) => {
        json['forms'].disconnect.impact = [{ html: '<b>' }];
      },
      /forms\.disconnect\.impact\.0"/,
    ],
    [
      'text with a NUL',
      (json) => {
        json['summary'] = 'a\0b';
      },
      /"summary" has a NUL character/,
    ],
    [
      'half of a character',
      (json) => {
        json['name'] = '\ud800';
      },
      /"name" has a NUL character or half of a character/,
    ],
    [
      'fields nested without end',
      (json) => {
        configuration(json)['deep'] = { ...nested(60), 'x-field': { label: 'x' } };
      },
      /deep.*is nested deeper than 40 levels/,
    ],
    [
      'more values than anyone needs',
      (json) => {
        configuration(json)['utm']['x-field'].options = Array.from({ length: 60_000 }, () => 1);
      },
      /holds more than 50000 values/,
    ],
    [
      'more text than anyone reads',
      (json) => {
        json['aliases'] = Array.from({ length: 60 }, () => 'x'.repeat(20_000));
      },
      /holds more than 1000000 characters/,
    ],
  ])('%s', (_, change, says) => {
    expect(() => providerFromJSON(changed(change))).toThrow(says);
    expect(() => providerFromJSON(changed(change))).toThrow(TypeError);
  });
});
