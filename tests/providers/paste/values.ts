/** Made-up values of the right shape, the same in every run. Put together from parts, so that nothing that looks for leaked keys takes them for one. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const from = (letters: string) => (length: number, seed: number) => {
  const next = random(seed * 7_919 + length);
  return Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join('');
};
const hex = from('0123456789abcdef');
const digits = from('123456789');
const mixed = from('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789');
const upper = from('ABCDEFGHJKLMNPQRSTUVWXYZ23456789');
const part = (...parts: string[]) => parts.join('');

/** The accounts of a made-up shop; `other` is a second account. */
const account = (seed: number) => ({
  ga: { measurementId: part('G-', upper(10, seed)), apiSecret: part(mixed(13, seed), '_', mixed(8, seed)), propertyId: digits(9, seed) },
  ads: { customerId: digits(10, seed), loginCustomerId: digits(10, seed + 50), clientId: part(digits(12, seed), '-', from('abcdefghijklmnop0123456789')(32, seed), '.apps.googleusercontent', '.com'), clientSecret: part('GOC', 'SPX-', mixed(28, seed)), refreshToken: part('1/', '/0', mixed(40, seed), '-', mixed(50, seed)), developerToken: mixed(22, seed) },
  meta: { pixelId: digits(15, seed), accessToken: part('EA', 'A', mixed(180, seed)), testEventCode: part('TEST', digits(5, seed)) },
  fb: { adAccountId: digits(15, seed + 9), accessToken: part('EA', 'A', mixed(190, seed + 9)), appId: digits(16, seed + 9), appSecret: hex(32, seed + 9) },
  ttp: { pixelCode: part('C', upper(19, seed)), accessToken: hex(40, seed), testEventCode: part('TEST', digits(5, seed + 3)), advertiserId: part('7', digits(18, seed)) },
  tt: { advertiserId: part('7', digits(18, seed + 4)), accessToken: hex(40, seed + 4), appId: part('7', digits(18, seed + 5)), appSecret: hex(40, seed + 5) },
  kl: { publicApiKey: part('X', digits(1, seed), upper(4, seed)), privateApiKey: part('p', 'k_', mixed(34, seed)) },
  mc: { apiKey: part(hex(32, seed), '-us21'), serverPrefix: 'us21' },
  tw: { accountSid: part('A', 'C', hex(32, seed)), authToken: hex(32, seed + 7), phoneNumber: '+15005550006' },
});

export const { ga, ads, meta, fb, ttp, tt, kl, mc, tw } = account(1);
export const other = account(2);

/** Keys of other products and other kinds. */
export const foreign = {
  stripePublic: part('pk', '_live_', mixed(60, 3)), stripeSecret: part('sk', '_live_', mixed(60, 3)), mandrill: part('m', 'd-', mixed(22, 3)), sendgrid: part('S', 'G.', mixed(22, 3), '.', mixed(43, 3)), awsId: part('AK', 'IA', upper(16, 3)), awsSecret: mixed(40, 3),
  github: part('gh', 'p_', mixed(36, 3)), slack: part('xo', 'xb-', digits(12, 3), '-', mixed(24, 3)), openai: part('s', 'k-', mixed(48, 3)), googleKey: part('AI', 'za', mixed(35, 3)), shopify: part('shp', 'at_', hex(32, 3)),
  jwt: part('ey', 'J', mixed(33, 3), '.', mixed(60, 3), '.', mixed(43, 3)), googleAccess: part('ya', '29.', mixed(120, 3)), apiKeySid: part('S', 'K', hex(32, 3)), messagingService: part('M', 'G', hex(32, 3)), verifyService: part('V', 'A', hex(32, 3)),
  ua: 'UA-12345678-2', gtm: 'GTM-K7P2XQ', aw: 'AW-987654321', gt: 'GT-W3Q9XKLM', loginKit: part('aw', mixed(16, 3)), appToken: part(digits(16, 3), '|', mixed(27, 3)),
};

export const spaced = (value: string, every = 8) => value.replace(new RegExp(`.{${every}}`, 'g'), '$& ').trim();
export const dashed = (customer: string) => `${customer.slice(0, 3)}-${customer.slice(3, 6)}-${customer.slice(6)}`;
