// A private field behind a getter.
// item `DbKey`: ["THEME_MODE", "LOCALE"]
// item `DbKey._name`: ["THEME_MODE", "LOCALE"]
// item `DbKey.name`: ["THEME_MODE", "LOCALE"]

enum DbKey {
  themeMode('THEME_MODE'),
  locale('LOCALE');

  const DbKey(this._name);

  final String _name;
  String get name => _name;
}
