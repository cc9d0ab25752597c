package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;
import java.util.Set;

/// One TCP connection of the guest: its other side as far as the guest can see, and `far` beyond.
/// RFC 9293, with what `net.Tcp` can do.
final class Conversation {
  private static final byte[] NONE = {};
  private static final long SECOND = 1_000_000_000L;

  /// Tries to begin, each after twice the time of the one before.
  private static final int MOST_CALLS = 6;

  /// Two lives of a segment; nothing lives long here.
  private static final long LINGER_NANOS = 10 * SECOND;

  /// What `far` says when nobody is there to tell the guest anything.
  private static final Set<String> SILENT =
      Set.of("there is no WiFi", "the WiFi was lost", "nothing was acknowledged");

  private enum State {
    /// The guest has called; the other side has not answered yet.
    CALLING,
    /// It was told that the other side has answered.
    ANSWERED,
    /// The other side has called; the guest has not answered yet.
    RINGING,
    OPEN,
    /// Both have ended, this side first.
    LINGERING,
    OVER
  }

  /// Who talks: the guest's address and port, and those of the other side.
  record Ends(int guest, int guestPort, int other, int otherPort) {}

  private final Ends ends;
  private final Tcp far;
  private final Frames frames;
  private final Counts counts;
  private final int first;
  private final Outflow out;
  private final Inflow in;
  private final byte[] chunk = new byte[Outflow.MOST_SEGMENT];
  private State state;
  private long heardNanos;
  private long dueNanos = Long.MAX_VALUE;
  private int calls;

  /// The other side has ended, and takes nothing any more.
  private boolean farEnded;

  private boolean farGone;

  /// It was told that this is over.
  private boolean farClosed;

  private boolean farFirst;

  private Conversation(Ends ends, Tcp far, Frames frames, Counts counts, int first) {
    this.ends = ends;
    this.far = far;
    this.frames = frames;
    this.counts = counts;
    this.first = first;
    far.staysOpen();
    out = new Outflow(first + 1, counts);
    in = new Inflow(far, counts);
  }

  /// The guest has called.
  static Conversation called(
      Ends ends, Segment call, Tcp far, Frames frames, Counts counts, int first) {
    Conversation fresh = new Conversation(ends, far, frames, counts, first);
    fresh.state = State.CALLING;
    fresh.begins(call);
    return fresh;
  }

  /// Somebody calls the guest.
  static Conversation calling(Ends ends, Tcp far, Frames frames, Counts counts, int first) {
    Conversation fresh = new Conversation(ends, far, frames, counts, first);
    fresh.state = State.RINGING;
    fresh.dueNanos = 0;
    return fresh;
  }

  boolean isOver() {
    return state == State.OVER;
  }

  boolean isLingering() {
    return state == State.LINGERING;
  }

  long heardNanos() {
    return heardNanos;
  }

  void began(long nowNanos) {
    heardNanos = nowNanos;
  }

  /// Ends it for both sides, to make room.
  void end() {
    if (state != State.CALLING && state != State.RINGING) {
      reset();
    }
    closeFar();
    state = State.OVER;
  }

  /// The guest is gone without a word.
  void vanish() {
    far.vanish();
    state = State.OVER;
  }

  void fromGuest(Segment segment, long nowNanos) {
    heardNanos = nowNanos;
    if (segment.has(Segment.RST)) {
      hungUp(segment);
      return;
    }
    switch (state) {
      case CALLING -> {
        if (segment.has(Segment.SYN)) {
          begins(segment);
        }
      }
      case ANSWERED -> answered(segment);
      case RINGING -> rings(segment);
      case OPEN, LINGERING -> open(segment);
      case OVER -> {}
    }
  }

  /// Gives when it wants to be run again at the latest.
  long run(long nowNanos) {
    if (state == State.CALLING) {
      call();
    }
    if (state == State.ANSWERED || state == State.RINGING) {
      repeat(nowNanos);
    }
    if (state == State.OPEN) {
      flow(nowNanos);
    }
    if (state == State.LINGERING) {
      linger(nowNanos);
    }
    return switch (state) {
      case CALLING, OVER -> Long.MAX_VALUE;
      case ANSWERED, RINGING, LINGERING -> dueNanos;
      case OPEN -> out.dueNanos();
    };
  }

  // how it begins

  private void begins(Segment call) {
    in.begins(call.number());
    out.segmentBytes(call.segmentBytes());
    out.window(call);
  }

  private void call() {
    if (far.state().isOpen() || far.available() > 0) {
      state = State.ANSWERED;
      dueNanos = 0;
    } else if (far.state() == Tcp.State.CLOSED) {
      if (far.words().contains(Network.REFUSED)) {
        send(0, Segment.RST | Segment.ACK, NONE);
      }
      // whom nobody hears, nobody refuses: the guest's own patience ends it
      over();
    }
  }

  private void repeat(long nowNanos) {
    if (nowNanos < dueNanos) {
      return;
    }
    if (calls == MOST_CALLS) {
      counts.add(Count.TCP_GIVEN_UP);
      over();
      return;
    }
    if (calls > 0) {
      counts.add(Count.TCP_RESENT);
    }
    dueNanos = nowNanos + (SECOND << calls++);
    if (state == State.ANSWERED) {
      send(first, Segment.SYN | Segment.ACK, NONE);
    } else {
      send(first, Segment.SYN, NONE);
    }
  }

  private void answered(Segment segment) {
    if (segment.has(Segment.SYN)) {
      if (in.beganAt(segment.number())) {
        // it has not heard the answer
        dueNanos = 0;
      }
    } else if (segment.has(Segment.ACK)) {
      if (segment.acknowledged() == first + 1) {
        state = State.OPEN;
        open(segment);
      } else {
        send(segment.acknowledged(), Segment.RST, NONE);
      }
    }
  }

  private void rings(Segment segment) {
    if (!segment.has(Segment.ACK)) {
      return;
    }
    if (segment.acknowledged() != first + 1) {
      // it means an older connection: RFC 9293, section 3.10.7.3
      send(segment.acknowledged(), Segment.RST, NONE);
    } else if (segment.has(Segment.SYN)) {
      begins(segment);
      state = State.OPEN;
      in.due();
    }
  }

  /// RFC 9293, section 3.10.7.4, and RFC 5961, section 3.
  private void hungUp(Segment segment) {
    boolean meant =
        switch (state) {
          case RINGING -> segment.has(Segment.ACK) && segment.acknowledged() == first + 1;
          case CALLING, ANSWERED, OPEN, LINGERING -> in.isNear(segment.number());
          case OVER -> false;
        };
    if (meant && !farClosed) {
      farClosed = true;
      far.reset();
    }
    if (meant) {
      state = State.OVER;
    }
  }

  // while it stands

  private void open(Segment segment) {
    if (segment.has(Segment.SYN)) {
      // a repeated answer, or a guest that has begun anew: RFC 5961, section 4
      in.due();
      return;
    }
    if (!segment.has(Segment.ACK)) {
      return;
    }
    if (segment.number() - in.expected() > Inflow.MOST_BYTES || !out.heard(segment, this::bytes)) {
      in.due();
      return;
    }
    if (!in.take(segment)) {
      // nobody reads any more: RFC 9293, section 3.6.1
      send(out.next(), Segment.RST, NONE);
      over();
    }
  }

  private void flow(long nowNanos) {
    if (in.push()) {
      far.end();
    }
    pull();
    hearFar();
    if (state == State.OVER) {
      return;
    }
    if (!out.run(nowNanos, this::bytes)) {
      counts.add(Count.TCP_GIVEN_UP);
      reset();
      over();
      return;
    }
    if (farGone && out.endAcknowledged() && in.left() > 0) {
      // bytes that the other side will not take
      reset();
      over();
      return;
    }
    if (in.hasNews()) {
      send(out.next(), Segment.ACK, NONE);
    }
    if (out.endAcknowledged() && in.ended() && (in.settled() || farGone)) {
      closeFar();
      state = farFirst ? State.LINGERING : State.OVER;
      dueNanos = nowNanos + LINGER_NANOS;
    }
  }

  /// Once: to close it again is to leave it without a word.
  private void closeFar() {
    if (!farClosed) {
      farClosed = true;
      far.close();
    }
  }

  private void hearFar() {
    if (far.available() > 0) {
      return;
    }
    if (far.state() == Tcp.State.CLOSED && !farGone) {
      farGone = true;
      if (SILENT.contains(far.words())) {
        over();
        return;
      }
      if (!far.words().equals(Tcp.ENDED)) {
        reset();
        over();
        return;
      }
      in.unread();
    }
    if (!farEnded && far.state() != Tcp.State.ESTABLISHED) {
      farEnded = true;
      farFirst = !in.settled();
      out.end();
    }
  }

  private void pull() {
    while (out.room() > 0) {
      int count = far.read(chunk, 0, Math.min(out.room(), chunk.length));
      if (count == 0) {
        return;
      }
      out.put(chunk, count);
    }
  }

  private void linger(long nowNanos) {
    if (nowNanos >= dueNanos) {
      state = State.OVER;
    } else if (in.isDue()) {
      send(out.next(), Segment.ACK, NONE);
    }
  }

  private void bytes(int number, byte[] bytes, boolean end) {
    int flags = Segment.ACK | (bytes.length > 0 ? Segment.PSH : 0) | (end ? Segment.FIN : 0);
    send(number, flags, bytes);
  }

  private void reset() {
    send(out.next(), Segment.RST | Segment.ACK, NONE);
  }

  private void over() {
    closeFar();
    state = State.OVER;
  }

  private void send(int number, int flags, byte[] bytes) {
    boolean resets = (flags & Segment.RST) != 0;
    int tells = (flags & Segment.ACK) == 0 ? 0 : resets ? in.expected() : in.tell();
    frames.send(
        Segment.frame(
            frames,
            ends.other,
            ends.otherPort,
            ends.guest,
            ends.guestPort,
            number,
            tells,
            flags,
            resets ? 0 : in.window(),
            bytes));
  }
}
