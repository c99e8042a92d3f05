// @JsonValue beats valueField.
// item `Status`: ["one", "B"]
// item `Status.code`: ["A", "B"]

@JsonEnum(valueField: 'code')
enum Status {
  @JsonValue('one')
  a('A'),
  b('B');

  const Status(this.code);
  final String code;
}
