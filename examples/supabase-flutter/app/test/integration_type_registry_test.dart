import 'package:flutter_test/flutter_test.dart';
import 'package:integrations_app/integration_type_registry.dart';

void main() {
  test('the app supports what the backend has', () {
    // Kept by hand, beside the list that it checks: this is the test that
    // passed while production did not know a type. The Rust enum now reads
    // the registry itself.
    expect(IntegrationTypeRegistry.supportedTypes, <String>[
      'xledger',
      'dynamics',
      'cornerstone',
      'consio',
      'bufdir',
    ]);
  });

  test('every supported type has a name', () {
    for (final type in IntegrationTypeRegistry.supportedTypes) {
      expect(IntegrationTypeRegistry.nameOf(type), isNotEmpty);
    }
  });
}
