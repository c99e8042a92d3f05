// A comma after the last value, and documentation between the values.
// item `Weather`: ["sunny", "rainy"]

/// What the sky does.
enum Weather {
  /// No cloud.
  sunny,

  /* Umbrella. */
  rainy,
}
