package io.tidegate.bridge.link;

/// A reading that is not acknowledged yet.
final class Held {
  final String json;
  int takenMillis;

  /// Its age is at least what the clock says: the board was reset in between.
  boolean ageAtLeast;

  /// Its age has passed what 31 bits can count.
  boolean old;

  /// The time of measuring, or of the start after a reset, until it was sent.
  int sentMillis;

  private Sent sent = Sent.NEVER;

  private enum Sent {
    NEVER,
    ONCE,
    MORE_OFTEN
  }

  Held(String json, int takenMillis) {
    this.json = json;
    this.takenMillis = takenMillis;
    this.sentMillis = takenMillis;
  }

  void sent(int nowMillis) {
    sent = sent == Sent.NEVER ? Sent.ONCE : Sent.MORE_OFTEN;
    sentMillis = nowMillis;
  }

  boolean sentOnce() {
    return sent == Sent.ONCE;
  }

  /// The board was reset: time starts anew, and how long it was away is not known.
  void survived(int lastMillis, int startMillis) {
    takenMillis = startMillis - (lastMillis - takenMillis);
    ageAtLeast = true;
    sentMillis = startMillis;
    sent = Sent.MORE_OFTEN;
  }
}
