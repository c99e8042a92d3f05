// fieldRename: every capital begins a word.
// item `Status`: ["in_progress", "user_i_d"]

@JsonEnum(fieldRename: FieldRename.snake)
enum Status { inProgress, userID }
