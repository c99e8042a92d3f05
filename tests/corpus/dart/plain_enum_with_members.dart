// A plain enum with methods, getters and statics after its values.
// item `Level`: ["low", "high"]
// item `Level.name`: ["low", "high"]

enum Level {
  low,
  high;

  static const Level fallback = Level.low;

  bool get isHigh => this == Level.high;

  Level flip() {
    return isHigh ? low : high;
  }

  static Level? tryParse(String text) => values.asNameMap()[text];
}
