// fieldRename to PascalCase.
// item `Status`: ["InProgress", "Done"]

@JsonEnum(fieldRename: FieldRename.pascal)
enum Status { inProgress, done }
