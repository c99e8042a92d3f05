// An enum that mixes in and implements.
// item `Channel`: ["e_mail", "sms"]

mixin Labelled {
  String get label => 'label';
}

enum Channel with Labelled implements Comparable<Channel> {
  email('e_mail'),
  sms('sms');

  const Channel(this.wire);

  final String wire;

  @override
  int compareTo(Channel other) => index - other.index;
}
