// An enum with a type parameter, whose values name the type.
// item `Setting.key`: ["theme", "font_size"]

enum Setting<T extends Object> {
  theme<String>('theme', 'dark'),
  fontSize<int>('font_size', 12);

  const Setting(this.key, this.fallback);

  final String key;
  final T fallback;
}
