// The wire value stands among arguments of other types.
// item `Currency.code`: ["NOK", "EUR"]

enum Currency {
  krone(2, code: 'NOK', symbol: 'kr'),
  euro(2, symbol: '€', code: 'EUR');

  const Currency(this.decimals, {required this.code, required this.symbol});

  final int decimals;
  final String code;
  final String symbol;
}
