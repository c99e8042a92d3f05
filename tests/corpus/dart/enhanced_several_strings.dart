// Two texts a value, and no word on which one is meant.
// item `Currency`: cannot determine at 6:6
// item `Currency.symbol`: ["kr", "€"]
// item `Currency.code`: ["NOK", "EUR"]

enum Currency {
  krone('NOK', 'kr'),
  euro('EUR', '€');

  const Currency(this.code, this.symbol);

  final String code;
  final String symbol;
}
