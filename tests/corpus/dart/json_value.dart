// @JsonValue says the text.
// item `Status`: ["in_progress", "done"]

import 'package:json_annotation/json_annotation.dart';

enum Status {
  @JsonValue('in_progress')
  inProgress,
  @JsonValue("done")
  done,
}
