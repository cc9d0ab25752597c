package io.tidegate.gateway.device;

import io.tidegate.bridge.JsonWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `temp:22.5,hum:45`, `temp=22.5 hum=45`, tabs or semicolons between: what sketches print for a
/// plotter. The whole line must be pairs and one value a number, else it is a print (`Status: OK`).
final class KeyValueLines implements PlainDecoder {
  // A name begins with a letter; possessive throughout, so that no line takes long.
  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z][A-Za-z0-9_.-]{0,63}+)[ ]?+[:=][ ]*+([^,;\\t ]++)");
  private static final Pattern BETWEEN = Pattern.compile("[,;\\t ]++");

  @Override
  public Outcome decode(byte[] line, int offset, int length) {
    String text = PlainText.of(line, offset, length);
    if (text == null) {
      return NO_READING;
    }
    text = text.strip();
    Matcher pair = PAIR.matcher(text);
    Matcher between = BETWEEN.matcher(text);
    JsonWriter json = new JsonWriter();
    String unusable = null;
    boolean number = false;
    int at = 0;
    while (at < text.length()) {
      if (!pair.region(at, text.length()).lookingAt()) {
        return NO_READING;
      }
      String name = pair.group(1);
      String value = pair.group(2);
      if (json.has(name)) {
        unusable = name + " stands twice in the line";
      } else {
        PlainText.add(json, name, value);
      }
      if (PlainText.noNumber(value)) {
        unusable = name + " is " + value;
      }
      number |= PlainText.looksLikeNumber(value);
      at = pair.end();
      if (at < text.length()) {
        if (!between.region(at, text.length()).lookingAt()) {
          return NO_READING;
        }
        at = between.end();
      }
    }
    if (!number) {
      return NO_READING;
    }
    return unusable == null ? PlainText.decoded(json) : new Unusable(unusable);
  }

  @Override
  public void reset() {}
}
