package io.tidegate.sim.net;

/// One TCP connection, as a sketch sees it. None of the calls waits.
public interface Tcp {
  /// [#words()] where the other side has closed.
  String ENDED = "closed by the other side";

  enum State {
    CONNECTING,
    ESTABLISHED,
    /// The other side has no more to say than has come, and still takes what is written; only where
    /// [#staysOpen] was said.
    ENDED,
    /// Nothing can be written any more, and nothing comes that has not come; what has come can
    /// still be read. A connection that could not be made is closed, too.
    CLOSED;

    /// Something can be written.
    public boolean isOpen() {
      return this == ESTABLISHED || this == ENDED;
    }
  }

  State state();

  /// Why it is closed, in words; empty while it is not.
  String words();

  /// Bytes that have come and were not read.
  int available();

  /// Bytes that have come, after so many that were seen already; they stay unread. Gives how many.
  int peek(int skip, byte[] into, int offset, int length);

  /// Gives how many were read, 0 for none.
  int read(byte[] into, int offset, int length);

  /// Gives how many were taken; fewer than offered when what was written before is still on its
  /// way.
  int write(byte[] from, int offset, int length);

  /// Bytes written that the other side is not known to have.
  int unacknowledged();

  /// From now on the other side's end is its own affair: what is written still goes there. One that
  /// cannot do so is closed, as if this had not been said.
  default void staysOpen() {}

  /// Writes no more: the other side is told when all that was written is there, and what it says
  /// can still be read. One that cannot do so closes.
  default void end() {
    close();
  }

  /// Ends it; the other side is told when all that was written is there.
  void close();

  /// Ends it, and does not wait for what the other side has to say: that is told by a reset, where
  /// there is such a thing, behind what was written.
  default void reset() {
    close();
  }

  /// Ends it without a word to anybody, as by a loss of power: the other side finds out by waiting.
  void vanish();
}
