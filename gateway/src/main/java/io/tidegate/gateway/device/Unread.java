package io.tidegate.gateway.device;

import java.util.regex.Pattern;

/// What a port that is left to itself (`auto`) does not read and another way of decoding would: a
/// board that prints for a plotter is otherwise silence to its owner. Some lines on end, for a
/// sketch may print one such line among others.
final class Unread {
  private static final int LINES = 5;
  private static final int SHOWN = 40;
  private static final Pattern COLUMNS =
      Pattern.compile("[-+]?[0-9][0-9.]*+(?:[,;\\t] ?[-+]?[0-9][0-9.]*+)++");

  private final PlainDecoder pairs = new KeyValueLines();
  private int pairLines;
  private int columnLines;
  private boolean told;

  /// Words for a person once since the port was opened, else null.
  String seen(byte[] line, int offset, int length) {
    if (told) {
      return null;
    }
    String text = PlainText.of(line, offset, length);
    boolean columns = text != null && COLUMNS.matcher(text.strip()).matches();
    pairLines = pairs.decode(line, offset, length) == PlainDecoder.NO_READING ? 0 : pairLines + 1;
    columnLines = columns ? columnLines + 1 : 0;
    told = pairLines >= LINES || columnLines >= LINES;
    return told ? words(text.strip(), pairLines > 0 ? "key_value" : "csv") : null;
  }

  private static String words(String text, String decode) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return "lines such as '%s' are not read here: auto takes link frames and JSON; if they are"
            .formatted(shown)
        + " readings, give the port decode: "
        + decode;
  }

  /// Something else came, which is read.
  void reset() {
    pairLines = 0;
    columnLines = 0;
  }

  void open() {
    reset();
    told = false;
  }
}
