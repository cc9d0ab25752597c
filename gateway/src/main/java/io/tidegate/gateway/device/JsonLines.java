package io.tidegate.gateway.device;

import io.tidegate.bridge.FlatJson;

/// One JSON object per line, from brace to brace.
final class JsonLines implements PlainDecoder {

  @Override
  public Outcome decode(byte[] line, int offset, int length) {
    if (length < 2 || line[offset] != '{' || line[offset + length - 1] != '}') {
      return NO_READING;
    }
    return switch (FlatJson.parse(line, offset, length, FlatJson.Mode.OBJECT)) {
      case FlatJson.Parsed(FlatJson json) ->
          json.members().isEmpty() ? NO_READING : new Decoded(json);
      case FlatJson.Refused(String reason, int position) ->
          new Unusable("JSON line of %d bytes: %s at byte %d".formatted(length, reason, position));
    };
  }

  @Override
  public void reset() {}
}
