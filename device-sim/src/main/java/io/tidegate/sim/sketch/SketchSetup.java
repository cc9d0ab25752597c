package io.tidegate.sim.sketch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// How a built sketch is run.
///
/// - `command`: what was built, and before it what runs it, if the kernel does not
/// - `flash`: the folder that is its flash; it stays when power goes. Null: one that is thrown away
///   with the board
/// - `card`: the folder that is the memory card in it; null for none
/// - `seed`: decides what is chance for the sketch
/// - `passNanos`: how long a turn of loop() takes at least
/// - `unixMillis`: the date at a time of the world, as a time server would give it
/// - `lack`: what this width of numbers does not show, for the user; null for nothing
/// - `debugger`: it waits at each start until a debugger has it, and is waited for without end
public record SketchSetup(
    List<String> command,
    Path flash,
    Path card,
    long seed,
    int passNanos,
    LongUnaryOperator unixMillis,
    String lack,
    boolean debugger) {
  /// Some 50,000 turns a second, as a loop() has that does little.
  public static final int USUAL_PASS_NANOS = 20_000;

  private static final int MOST_PASS_NANOS = 1_000_000_000;

  public SketchSetup {
    command = List.copyOf(command);
    if (passNanos < 1 || passNanos > MOST_PASS_NANOS) {
      throw new IllegalArgumentException(
          "expected a turn of 1 to " + MOST_PASS_NANOS + " ns, got " + passNanos);
    }
  }

  /// A program that the kernel runs itself, and of which nothing is to be said.
  public SketchSetup(
      Path program,
      Path flash,
      long seed,
      int passNanos,
      LongUnaryOperator unixMillis,
      boolean debugger) {
    this(List.of(program.toString()), flash, null, seed, passNanos, unixMillis, null, debugger);
  }

  /// As the process is told of it.
  String cardName() {
    return card == null ? "" : card.toString();
  }

  /// Something stands between it and the processor, and it is slower.
  boolean isEmulated() {
    return command.size() > 1;
  }
}
