package io.tidegate.bridge;

/// The numbers of version 1 of the link. A test compares them with the table in PROTOCOL.md.
public final class Limits {

  /// A line up, from `~` to the last CRC digit.
  public static final int LINE_UP_BYTES = 250;

  /// A line down that every board can take.
  public static final int LINE_DOWN_BYTES = 60;

  /// The longest line a board may say it takes (`rx`), and so the longest line down.
  public static final int LINE_DOWN_MAX_BYTES = 1_024;

  /// A line of plain text, unless the gateway is set otherwise.
  public static final int TEXT_LINE_BYTES = 1_024;

  /// How many markers in one line are tried.
  public static final int MARKERS_TRIED = 4;

  public static final int DEVICE_ID_LENGTH = 32;
  public static final int CHANNEL_NAME_LENGTH = 16;
  public static final int SESSION_LENGTH = 8;
  public static final int FIRMWARE_LENGTH = 24;
  public static final int CAPS_LENGTH = 64;
  public static final int UNIT_LENGTH = 16;
  public static final int FAIL_CODE_LENGTH = 16;

  /// Channels of a board.
  public static final int CHANNELS = 16;

  /// Digits after the point of a channel.
  public static final int DECIMALS = 9;

  /// The last sequence number of a session. It never wraps.
  public static final long SEQUENCE_LAST = 4_294_967_294L;

  public static final long U32_MAX = 4_294_967_295L;

  /// The latest time of a `t` frame: 15 digits.
  public static final long UNIX_MILLIS_MAX = 999_999_999_999_999L;

  /// JSON of a reading: what always fits [#LINE_UP_BYTES], whatever the numbers before it. Boards
  /// keep to it; readers take what fits the line.
  public static final int READING_JSON_BYTES = 194;

  /// Text of a command's result; the board cuts it.
  public static final int RESULT_TEXT_LENGTH = 32;

  /// Bytes of a byte stream in one frame, before base64url. So they fit a line up, whatever the
  /// numbers before them.
  public static final int STREAM_DATA_BYTES = 128;

  /// Members of a JSON object.
  public static final int JSON_MEMBERS = 32;

  /// Objects and arrays inside each other, in a member of a plain JSON line.
  public static final int JSON_DEPTH = 8;

  private Limits() {}
}
