// @JsonValue with a number.
// item `Status`: cannot determine at 5:14

enum Status {
  @JsonValue(1)
  active,
}
