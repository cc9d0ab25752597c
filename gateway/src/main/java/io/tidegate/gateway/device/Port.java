package io.tidegate.gateway.device;

import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.WireFault;
import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One port: its decoders, and which boards are on it.
final class Port implements LineDecoder.Sink {
  /// A line that is under way when a port opens shows within this time.
  private static final long RUNNING_LINE_NANOS = 100_000_000L;

  final int number;
  final PortRule rule;
  private final LinkTalk linkTalk;
  private final PlainTalk plainTalk;
  private final LineDecoder lines = new LineDecoder(Limits.TEXT_LINE_BYTES, Direction.UP);

  /// Null: the port takes no plain lines.
  final PlainDecoder plain;

  final Unread unread = new Unread();

  /// No longer among the rules: it does not come up any more.
  boolean gone;

  // While the port is up.
  boolean up;
  PortSource source;
  private long upSinceNanos;
  private boolean anyByte;
  private boolean cutLine;

  /// The board that said hello here.
  Board board;

  /// The board that said hello here and is not taken, and why; null when there is none.
  String blocked;

  Reason blockedFor;

  /// Plain boards whose lines came here.
  final Set<Board> plainBoards = new LinkedHashSet<>();

  /// Boards of another port that were heard here, so that each is an alarm once.
  final Set<String> strangers = new LinkedHashSet<>();

  int missingAsks;
  private boolean told;
  private long toldNanos;
  private boolean linkOnPlainTold;

  // During one call of feed.
  private long nowNanos;
  private List<DeviceEffect> out;

  Port(PortRule rule, LinkTalk linkTalk, PlainTalk plainTalk) {
    this.number = rule.port();
    this.rule = rule;
    this.linkTalk = linkTalk;
    this.plainTalk = plainTalk;
    this.plain = PlainDecoder.of(rule);
  }

  void open(PortSource source, long nowNanos) {
    this.source = source;
    up = true;
    upSinceNanos = nowNanos;
    anyByte = false;
    cutLine = false;
    told = false;
    linkOnPlainTold = false;
    missingAsks = 0;
    lines.reset();
    unread.open();
    if (plain != null) {
      plain.reset();
    }
  }

  void close() {
    up = false;
    blocked = null;
    forgetBoards();
    strangers.clear();
  }

  List<Board> boards() {
    List<Board> boards = new ArrayList<>(plainBoards);
    if (board != null) {
      boards.add(board);
    }
    return boards;
  }

  void forget(Board gone) {
    if (board == gone) {
      board = null;
    }
    plainBoards.remove(gone);
  }

  void forgetBoards() {
    board = null;
    plainBoards.clear();
  }

  boolean hosts(Board board) {
    return up && (this.board == board || plainBoards.contains(board));
  }

  /// A word of ours that is not an answer to something new goes out once a second at most.
  boolean mayTell(long intervalNanos, long nowNanos) {
    if (told && nowNanos - toldNanos < intervalNanos) {
      return false;
    }
    told = true;
    toldNanos = nowNanos;
    return true;
  }

  void feed(byte[] bytes, long nowNanos, List<DeviceEffect> out) {
    if (!anyByte && bytes.length > 0) {
      anyByte = true;
      // Columns and pairs cannot show that their beginning is missing; braces and checks can.
      boolean blind = rule.decoding() == Decoding.KEY_VALUE || rule.decoding() == Decoding.CSV;
      cutLine = blind && nowNanos - upSinceNanos < RUNNING_LINE_NANOS;
    }
    this.nowNanos = nowNanos;
    this.out = out;
    lines.feed(bytes, 0, bytes.length, this);
    this.out = null;
  }

  @Override
  public void frame(Frame frame) {
    cutLine = false;
    switch (rule.decoding()) {
      case AUTO, LINK -> linkTalk.frame(this, frame, nowNanos, out);
      case JSON, KEY_VALUE, CSV -> {
        if (!linkOnPlainTold) {
          linkOnPlainTold = true;
          String words = "a board speaks the link here, but the port is set to plain lines";
          out.add(new DeviceEffect.Notice("link_on_plain_port", "", number, words));
        }
      }
    }
  }

  @Override
  public void text(byte[] buffer, int offset, int length) {
    boolean cut = cutLine;
    cutLine = false;
    if (plain == null || board != null || blocked != null || cut) {
      print(buffer, offset, length, cut ? "cut" : "text");
    } else {
      plainTalk.line(this, buffer, offset, length, nowNanos, out);
    }
  }

  void print(byte[] buffer, int offset, int length, String level) {
    byte[] text = Arrays.copyOfRange(buffer, offset, offset + length);
    out.add(new DeviceEffect.Line(number, board == null ? "" : board.name, level, text));
  }

  @Override
  public void fault(WireFault fault) {
    cutLine = false;
    out.add(new DeviceEffect.Fault(number, fault));
    boolean frame = fault == WireFault.VERSION || fault == WireFault.MALFORMED;
    boolean link = rule.decoding() == Decoding.AUTO || rule.decoding() == Decoding.LINK;
    if (frame && link && mayTell(LinkTalk.SECOND, nowNanos)) {
      out.add(new DeviceEffect.Send(number, fail(fault)));
    }
  }

  private static Frame fail(WireFault fault) {
    return fault == WireFault.VERSION
        ? new Frame.Fail(Frame.Fail.VERSION, "1 is spoken here")
        : new Frame.Fail(Frame.Fail.MALFORMED, "a frame broke the rules");
  }
}
