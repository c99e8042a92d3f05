part 'integration_type.g.dart';

@JsonEnum(alwaysCreate: true)
enum IntegrationType {
  xledger,
  dynamics,
  consio;

  String get dbValue => _$IntegrationTypeEnumMap[this]!;
}
