package io.tidegate.sim.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/// What a port said and was told, and when; read from a file, see the package's description.
/// Immutable: many boards may play the same one.
public final class Recording {
  private final Header header;
  private final int count;
  private final long[] nanos;
  private final Direction[] directions;

  /// Where the bytes of each record begin; one more for the end of the last.
  private final int[] begins;

  private final byte[] bytes;
  private final long durationNanos;
  private final String torn;

  /// What stands before the records.
  record Header(String port, int baud, Instant started) {}

  /// Collects records while a file is read.
  static final class Builder {
    private int count;
    private long[] nanos = new long[64];
    private Direction[] directions = new Direction[64];
    private int[] begins = new int[65];
    private byte[] bytes = new byte[4_096];
    private long durationNanos;

    void add(long atNanos, Direction direction, byte[] from, int length) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
        directions = Arrays.copyOf(directions, 2 * count);
        begins = Arrays.copyOf(begins, 2 * count + 1);
      }
      int begin = begins[count];
      if (begin + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, begin + length));
      }
      System.arraycopy(from, 0, bytes, begin, length);
      nanos[count] = atNanos;
      directions[count] = direction;
      begins[++count] = begin + length;
      until(atNanos);
    }

    void until(long atNanos) {
      durationNanos = atNanos;
    }

    long durationNanos() {
      return durationNanos;
    }

    Recording build(Header header, String torn) {
      return new Recording(header, this, torn);
    }
  }

  private Recording(Header header, Builder builder, String torn) {
    this.header = header;
    this.count = builder.count;
    this.nanos = Arrays.copyOf(builder.nanos, count);
    this.directions = Arrays.copyOf(builder.directions, count);
    this.begins = Arrays.copyOf(builder.begins, count + 1);
    this.bytes = Arrays.copyOf(builder.bytes, begins[count]);
    this.durationNanos = builder.durationNanos;
    this.torn = torn;
  }

  /// A file that is no recording, or a broken one, is told with its name and line.
  public static Recording read(Path file) throws IOException {
    return RecordingReader.read(file);
  }

  /// The port it was recorded from.
  public String port() {
    return header.port();
  }

  public int baud() {
    return header.baud();
  }

  public Instant started() {
    return header.started();
  }

  /// From the start to the last record, a note too.
  public long durationNanos() {
    return durationNanos;
  }

  /// How many records there are, without notes.
  public int size() {
    return count;
  }

  /// When this record was, since the start.
  public long nanos(int record) {
    return nanos[record];
  }

  public Direction direction(int record) {
    return directions[record];
  }

  public int length(int record) {
    return begins[record + 1] - begins[record];
  }

  /// A copy.
  public byte[] bytes(int record) {
    return Arrays.copyOfRange(bytes, begins[record], begins[record + 1]);
  }

  /// All bytes in this direction.
  public long byteCount(Direction direction) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += directions[i] == direction ? length(i) : 0;
    }
    return sum;
  }

  /// Words about a last line that was cut off and is left out; empty when there is none.
  public String torn() {
    return torn;
  }
}
