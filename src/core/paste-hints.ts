/** How one credential field is recognised in pasted text, beyond its key, its label and its schema. */
export interface PasteFieldHints {
  /** Other things its value is called, in words: names in `.env` files and JSON, query parameters, calls of a snippet (`fbq init`). Case and signs between words do not count. */
  names?: readonly string[];
  /** How a value looks that is surely of this field, even without a name: a regular expression without flags. */
  pattern?: string;
  /** A part of another field's value is this field's: the group of `pattern` in the value of `from`. */
  derive?: { from: string; pattern: string };
}

/** What helps to sort out pasted text into the credentials of a provider. Data only; nothing of it is needed. */
export interface PasteHints {
  /** Words that names of this provider begin with, beside those of its id: `fb` in `FB_PIXEL_ID`. */
  brands?: readonly string[];
  /** By key of the field. */
  fields?: Readonly<Record<string, PasteFieldHints>>;
  /** What is often pasted in the place of a field. Without a `message` the field's own sentence about the value is said. */
  wrong?: readonly { field: string; pattern: string; message?: string }[];
  /** Words in a name that make its value unfit, and why: `test` in `TWILIO_TEST_AUTH_TOKEN`. */
  unfit?: Readonly<Record<string, string>>;
}
