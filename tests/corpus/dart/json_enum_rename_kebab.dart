// fieldRename to kebab-case.
// item `Status`: ["in-progress", "done"]

@JsonEnum(alwaysCreate: true, fieldRename: FieldRename.kebab)
enum Status { inProgress, done }
