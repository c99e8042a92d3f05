/// The external systems that the app knows how to show.
abstract final class IntegrationTypeRegistry {
  /// As the database has them.
  static const List<String> supportedTypes = <String>[
    'xledger',
    'dynamics',
    'cornerstone',
    'consio',
    'bufdir',
  ];

  static const Map<String, String> _names = <String, String>{
    'xledger': 'Xledger',
    'dynamics': 'Microsoft Dynamics 365',
    'cornerstone': 'Cornerstone',
    'consio': 'Consio',
    'bufdir': 'Bufdir',
  };

  static bool isSupported(String type) => supportedTypes.contains(type);

  /// What the user reads; any other type is an [ArgumentError].
  static String nameOf(String type) =>
      _names[type] ?? (throw ArgumentError.value(type, 'type', 'not supported'));
}
