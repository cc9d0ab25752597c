package io.tidegate.gateway.device;

import io.tidegate.bridge.FlatJson;

/// One JSON object per line, from brace to brace. What a chip says at another speed when it starts
/// has no end of line here: it stands before the first object, which is read all the same. A print
/// with an object in it is no reading, and where there was one, nor is what stands behind noise: it
/// may be the rest of another.
final class JsonLines implements PlainDecoder {
  /// Noise has braces of its own; so many are tried.
  private static final int BRACES_TRIED = 16;

  private boolean printsObjects;

  @Override
  public Outcome decode(byte[] line, int offset, int length) {
    if (length < 2 || line[offset + length - 1] != '}') {
      return NO_READING;
    }
    if (line[offset] != '{') {
      return printsObjects ? NO_READING : within(line, offset, length);
    }
    return switch (FlatJson.parse(line, offset, length, FlatJson.Mode.OBJECT)) {
      case FlatJson.Parsed(FlatJson json) ->
          json.members().isEmpty() ? NO_READING : new Decoded(json);
      case FlatJson.Refused(String reason, int position) ->
          new Unusable("JSON line of %d bytes: %s at byte %d".formatted(length, reason, position));
    };
  }

  /// The first object that goes to the end of the line.
  private Outcome within(byte[] line, int offset, int length) {
    int end = offset + length;
    int tried = 0;
    for (int at = offset; at < end && tried < BRACES_TRIED; at++) {
      if (line[at] == '{') {
        tried++;
        if (FlatJson.parse(line, at, end - at, FlatJson.Mode.OBJECT)
                instanceof FlatJson.Parsed(FlatJson json)
            && !json.members().isEmpty()) {
          printsObjects = !PlainText.isNoise(line, offset, at - offset);
          return printsObjects ? NO_READING : new Decoded(json);
        }
      }
    }
    return NO_READING;
  }

  @Override
  public void reset() {
    printsObjects = false;
  }
}
