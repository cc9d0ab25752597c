package io.tidegate.gateway.device;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.Limits;
import io.tidegate.gateway.device.DeviceEffect.CommandEnded;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/// The commands of one board: one outstanding, at most [#WAITING_LIMIT] waiting, in order. Each one
/// ends with a result.
final class Commands {
  static final int WAITING_LIMIT = 16;

  /// The longest line down, without what stands around the value. A board's own `rx` is what
  /// counts.
  private static final int VALUE_LIMIT = Limits.LINE_DOWN_MAX_BYTES - 64;

  private static final long SECOND = 1_000_000_000L;

  /// After each sending this long until the next; after the last one, until the command is lost.
  private static final long[] PATIENCE_NANOS = {SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND};

  /// A board acts until the last moment of a command's life; its answer then still has to travel.
  private static final long GRACE_NANOS = SECOND;

  /// A sleeping board listens this long after a frame of its own.
  private static final long AWAKE_NANOS = 500_000_000L;

  private static final class Pending {
    final String channel;
    final String value;
    final long reference;
    final long expiryNanos;

    // Since it was first sent.
    String session;
    long number;
    int sendings;
    long nextDueNanos;
    long lostNanos;

    Pending(String channel, String value, long reference, long expiryNanos) {
      this.channel = channel;
      this.value = value;
      this.reference = reference;
      this.expiryNanos = expiryNanos;
    }
  }

  private final CommandNumbers numbers;
  private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private Pending outstanding;

  Commands(CommandNumbers numbers) {
    this.numbers = numbers;
  }

  boolean isEmpty() {
    return outstanding == null && waiting.isEmpty();
  }

  void add(
      Board board,
      String channel,
      String value,
      long ttlMillis,
      long reference,
      long nowNanos,
      List<DeviceEffect> out) {
    String refusal = refusal(channel, value);
    if (refusal != null) {
      out.add(new CommandEnded(board.name, reference, CommandCode.REFUSED, refusal));
      return;
    }
    if (value.length() > VALUE_LIMIT) {
      String words = "too long: no board takes more than " + VALUE_LIMIT + " characters";
      out.add(new CommandEnded(board.name, reference, CommandCode.FAILED, words));
      return;
    }
    long life = Math.clamp(ttlMillis, 0, Limits.U32_MAX) * 1_000_000;
    waiting.add(new Pending(channel, value, reference, nowNanos + life));
    advance(board, nowNanos, out);
  }

  private String refusal(String channel, String value) {
    if (channel.length() > Limits.CHANNEL_NAME_LENGTH || !Names.legal(channel)) {
      return "no channel of a board is called so";
    }
    if (value.isEmpty()) {
      return "the value is empty";
    }
    if (value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
      return "the value has characters outside printable ASCII";
    }
    if (waiting.size() >= WAITING_LIMIT) {
      return WAITING_LIMIT + " commands are waiting for this board";
    }
    return null;
  }

  /// Does what is due: ends what is too late, repeats, sends the next.
  void advance(Board board, long nowNanos, List<DeviceEffect> out) {
    if (isEmpty()) {
      return;
    }
    expire(board, nowNanos, out);
    boolean listening = listening(board, nowNanos);
    if (listening && outstanding == null && !waiting.isEmpty() && board.link.askDue(nowNanos)) {
      out.add(new DeviceEffect.Send(board.port, new Frame.Who()));
    }
    if (outstanding != null
        && mayRepeat(board, outstanding)
        && listening
        && nowNanos >= outstanding.nextDueNanos) {
      send(board, outstanding, nowNanos, out);
    }
    while (outstanding == null && !waiting.isEmpty() && listening && board.link.known) {
      begin(board, waiting.poll(), nowNanos, out);
    }
  }

  private void expire(Board board, long nowNanos, List<DeviceEffect> out) {
    if (outstanding != null && nowNanos >= outstanding.lostNanos) {
      String words = "no answer to " + outstanding.sendings + " sendings";
      end(board, outstanding, CommandCode.LOST, words, out);
      outstanding = null;
    }
    for (Iterator<Pending> each = waiting.iterator(); each.hasNext(); ) {
      Pending pending = each.next();
      if (nowNanos >= pending.expiryNanos) {
        each.remove();
        end(board, pending, CommandCode.EXPIRED, "the board could not be reached in time", out);
      }
    }
  }

  private void begin(Board board, Pending pending, long nowNanos, List<DeviceEffect> out) {
    pending.session = board.link.session;
    pending.number = numbers.take();
    int size = FrameEncoder.sizeBytes(frame(pending, nowNanos));
    if (size > board.link.hello.rxBytes()) {
      String words = "too long: " + size + " bytes, the board takes " + board.link.hello.rxBytes();
      end(board, pending, CommandCode.FAILED, words, out);
      return;
    }
    long patience = 0;
    for (long each : PATIENCE_NANOS) {
      patience += each;
    }
    long last = pending.expiryNanos + GRACE_NANOS;
    pending.lostNanos = board.link.sleepNanos > 0 ? last : Math.min(last, nowNanos + patience);
    outstanding = pending;
    send(board, pending, nowNanos, out);
  }

  private void send(Board board, Pending pending, long nowNanos, List<DeviceEffect> out) {
    pending.nextDueNanos = nowNanos + PATIENCE_NANOS[pending.sendings++];
    out.add(new DeviceEffect.Send(board.port, frame(pending, nowNanos)));
  }

  private static Frame frame(Pending pending, long nowNanos) {
    long ttlMillis = Math.max(1, (pending.expiryNanos - nowNanos) / 1_000_000);
    return new Frame.Command(
        pending.session, pending.number, ttlMillis, pending.channel, pending.value);
  }

  private static boolean mayRepeat(Board board, Pending pending) {
    return pending.sendings < PATIENCE_NANOS.length
        && pending.nextDueNanos < pending.expiryNanos
        && board.link != null
        && board.link.session.equals(pending.session);
  }

  private static boolean listening(Board board, long nowNanos) {
    return board.available
        && board.link != null
        && (board.link.sleepNanos == 0 || board.quietNanos(nowNanos) <= AWAKE_NANOS);
  }

  /// False when nobody waits for it: answered before, or given up.
  boolean result(Board board, Frame.Result result, List<DeviceEffect> out) {
    if (outstanding == null
        || outstanding.number != result.number()
        || !outstanding.session.equals(result.session())) {
      return false;
    }
    boolean bare = result.code() == CommandCode.NOCHANNEL && result.text().isEmpty();
    end(board, outstanding, result.code(), bare ? writable(board) : result.text(), out);
    outstanding = null;
    return true;
  }

  /// What could be set, in words; empty while the board has not described all of its channels.
  private static String writable(Board board) {
    if (!board.link.described()) {
      return "";
    }
    List<String> names =
        board.link.channels().stream()
            .filter(channel -> channel.access().writable())
            .map(Frame.Describe::name)
            .toList();
    return names.isEmpty()
        ? "the board calls no channel writable"
        : "the board calls writable: " + String.join(", ", names);
  }

  /// The board goes on in this session. What was sent in another may or may not have been done.
  void session(Board board, String session, List<DeviceEffect> out) {
    if (outstanding != null && !outstanding.session.equals(session)) {
      end(board, outstanding, CommandCode.UNKNOWN, "the board lost its memory meanwhile", out);
      outstanding = null;
    }
  }

  private static void end(
      Board board, Pending pending, CommandCode code, String text, List<DeviceEffect> out) {
    out.add(new CommandEnded(board.name, pending.reference, code, text));
  }

  long dueNanos(Board board, long nowNanos) {
    long due = Long.MAX_VALUE;
    if (outstanding != null) {
      due = outstanding.lostNanos;
      if (mayRepeat(board, outstanding) && listening(board, nowNanos)) {
        due = Math.min(due, outstanding.nextDueNanos);
      }
    }
    for (Pending pending : waiting) {
      due = Math.min(due, pending.expiryNanos);
    }
    boolean asks = outstanding == null && !waiting.isEmpty() && listening(board, nowNanos);
    if (asks && !board.link.known) {
      due = Math.min(due, board.link.askDueNanos);
    }
    return due;
  }
}
