// fieldRename to SCREAMING_SNAKE_CASE.
// item `Status`: ["IN_PROGRESS", "DONE"]

@JsonEnum(fieldRename: FieldRename.screamingSnake)
enum Status { inProgress, done }
