interface Group {
  /** Single characters, escapes and classes, as they are written; `firm` where one stands exactly once in every repetition. */
  atoms: { text: string; firm: boolean }[];
  /** Has it alternatives? */
  choice: boolean;
  /** Can match one text in several ways if repeated. */
  loose: boolean;
}

/**
 * Can this regular expression be trusted not to try an exponential number of ways? It is, unless it refers back, or repeats a group
 * that itself repeats or chooses, with no character that tells the repetitions apart, as `(a+)+` does and `(-[a-z]+)*` does not.
 * When in doubt the answer is no. `pattern` has no flags and compiles.
 */
export function isTame(pattern: string): boolean {
  const open: Group[] = [{ atoms: [], choice: false, loose: false }];
  for (let at = 0; at < pattern.length; ) {
    const token = tokenAt(pattern, at);
    at += token.length;
    const inside = open.at(-1);
    if (!inside || /^\\[1-9k]/.test(token)) return false;
    if (token.startsWith('(')) open.push({ atoms: [], choice: false, loose: false });
    else if (token === '|') inside.choice = inside.loose = true;
    else if (token === ')') {
      const group = open.pop();
      const outside = open.at(-1);
      if (!group || !outside) return false;
      if (repeats(pattern, at) && group.loose && !hasSeparator(group)) return false;
      outside.atoms.push(...group.atoms.map(({ text }) => ({ text, firm: false })));
      outside.loose ||= group.loose;
    } else if (isQuantifier(token)) {
      inside.loose ||= varies(token);
      const last = inside.atoms.at(-1);
      if (last) last.firm = false;
    } else if (!['^', '$', '\\b', '\\B'].includes(token)) inside.atoms.push({ text: token, firm: true });
  }
  return true;
}

function tokenAt(pattern: string, at: number): string {
  const rest = pattern.slice(at);
  return (
    (/^(?:\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S])/.exec(rest) ?? [
      '',
    ])[0] || rest
  );
}

function isQuantifier(token: string): boolean {
  return /^(?:[*+?]|\{\d)/.test(token) && token !== '{';
}

// `{3}` is three each time; every other quantifier leaves a choice.
function varies(token: string): boolean {
  return !/^\{\d+\}/.test(token);
}

function repeats(pattern: string, at: number): boolean {
  const next = tokenAt(pattern, at);
  return isQuantifier(next) && !/^(?:\?|\{[01]\}|\{0?,?1\})/.test(next);
}

// One literal character at the beginning or end of every repetition that nothing else in the group matches.
function hasSeparator({ atoms, choice }: Group): boolean {
  return (
    !choice &&
    [0, atoms.length - 1].some((position) => {
      const { text, firm } = atoms[position] ?? { text: '', firm: false };
      const character = /^\\?([^\w\\[\].])$/.exec(text)?.[1] ?? /^\\(\.)$/.exec(text)?.[1] ?? /^(\w)$/.exec(text)?.[1];
      return firm && character !== undefined && atoms.every((atom, index) => index === position || !new RegExp(`^(?:${atom.text})$`).test(character));
    })
  );
}
