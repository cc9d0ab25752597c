package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.TextFile;
import java.util.Arrays;

/// What was recorded elsewhere; the file's form stands at [Recorded].
public final class Replay implements Signal {
  /// What holds between two recorded values.
  public enum Between implements Named.Constant {
    LINE,
    HOLD;
  }

  static final Setting<TextFile> FILE =
      Setting.file("file", "lines of time and value; the first line states the units");
  static final Setting<Between> BETWEEN =
      Setting.word(
              "between", Between.values(), "evenly from value to value, or each until the next")
          .or("line");
  static final Setting<Boolean> AGAIN =
      Setting.flag("again", "begins anew behind the last line; else its value stays").or("false");

  private final long[] nanos;
  private final double[] values;
  private final String unit;
  private final Between between;
  private final boolean again;

  public Replay(TextFile file, Between between, boolean again) {
    Recorded recorded = Recorded.of(file);
    this.nanos = recorded.nanos();
    this.values = recorded.values();
    this.unit = recorded.unit();
    this.between = BETWEEN.check(between);
    this.again = again;
    if (again && nanos.length < 2) {
      throw new IllegalArgumentException(
          file.name() + ": expected two lines at least to begin anew with; got one");
    }
  }

  @Override
  public double at(long nanos) {
    long time = recorded(nanos);
    int row = row(time);
    if (row < 0) {
      return values[0];
    }
    if (row == values.length - 1 || between == Between.HOLD) {
      return values[row];
    }
    double part = (double) (time - this.nanos[row]) / (this.nanos[row + 1] - this.nanos[row]);
    return values[row] + (values[row + 1] - values[row]) * part;
  }

  @Override
  public long changesAfter(long nanos) {
    long time = recorded(nanos);
    int row = row(time);
    if (row >= 0 && row < values.length - 1 && between == Between.LINE) {
      return Signal.super.changesAfter(nanos);
    }
    if (row < values.length - 1) {
      return nanos + this.nanos[row + 1] - time;
    }
    return Long.MAX_VALUE;
  }

  @Override
  public String unit() {
    return unit;
  }

  /// The time on the recording's own clock.
  private long recorded(long nanos) {
    long first = this.nanos[0];
    long last = this.nanos[this.nanos.length - 1];
    return again && nanos >= last ? first + (nanos - first) % (last - first) : nanos;
  }

  /// The last one at or before this time; -1 when there is none.
  private int row(long time) {
    int found = Arrays.binarySearch(nanos, time);
    return found >= 0 ? found : -found - 2;
  }
}
