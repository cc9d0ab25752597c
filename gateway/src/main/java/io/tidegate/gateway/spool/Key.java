package io.tidegate.gateway.spool;

/// What tells one reading from every other: never used for two. For link boards the session comes
/// from the wire; for plain ones it is the gateway's run, and the number counts per device.
public record Key(String device, String session, long number) {
  public static final Key NONE = new Key("", "", 0);

  /// As it stands in a payload's `tg` member: `session.number`, or the empty text.
  public String tag() {
    return session.isEmpty() ? "" : session + "." + number;
  }
}
