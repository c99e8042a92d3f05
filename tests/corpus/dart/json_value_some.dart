// @JsonValue on some values; the others keep their name.
// item `Status`: ["in_progress", "done"]

enum Status {
  @Deprecated('soon')
  @JsonValue('in_progress')
  inProgress,
  done,
}
