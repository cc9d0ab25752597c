package io.tidegate.gateway.device;

import io.tidegate.bridge.FlatJson;

/// Reads lines of boards that do not speak the link. Never throws; what is not clearly a reading is
/// none.
interface PlainDecoder {

  sealed interface Outcome {}

  record Decoded(FlatJson values) implements Outcome {}

  /// Meant as a reading, and no reading: counted and named.
  record Unusable(String words) implements Outcome {}

  /// A print, a half line, noise.
  record NoReading() implements Outcome {}

  NoReading NO_READING = new NoReading();

  Outcome decode(byte[] line, int offset, int length);

  /// The port was opened anew.
  void reset();

  /// Null: the port takes no plain lines.
  static PlainDecoder of(PortRule rule) {
    return switch (rule.decoding()) {
      case AUTO, JSON -> new JsonLines();
      case LINK -> null;
      case KEY_VALUE -> new KeyValueLines();
      case CSV -> new CsvLines(rule.csv() == null ? CsvRule.HEADER : rule.csv());
    };
  }
}
