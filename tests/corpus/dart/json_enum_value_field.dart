// valueField names one of several texts.
// item `Status`: ["A", "B"]

@JsonEnum(valueField: 'code')
enum Status {
  a('A', 'first'),
  b('B', 'second');

  const Status(this.code, this.title);
  final String code;
  final String title;
}
