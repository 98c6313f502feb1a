import { type Judgement, judge } from '../../core/judge.ts';
import type { FormToJudge } from './judge-kept.ts';
import { laterControls, laterMistakes, laterRarities } from './later-controls.ts';
import { presentValues } from './present-values.ts';

/** Judges a whole form. Where a stored secret is drawn, the code that judges around a kept one has come with it. */
export function judgeForm(form: FormToJudge): Judgement {
  const { schema, fields, stored } = form;
  const given = presentValues(fields, form.values);
  const rules = laterRarities.get().code?.formRules;
  const words = laterMistakes.get().code;
  const judgement = (stored && laterControls.get().code?.judgeKept({ ...form, values: given }, rules, words)) ?? judge(schema, fields, given, rules, words);
  return judgement.ok ? { ok: true, values: presentValues(fields, judgement.values) } : judgement;
}
