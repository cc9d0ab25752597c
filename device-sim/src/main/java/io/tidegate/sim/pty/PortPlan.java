package io.tidegate.sim.pty;

import io.tidegate.sim.board.Chip;
import io.tidegate.sim.line.LineFaults;
import java.nio.file.Path;

/// How a board hangs on its port. `link` may be null. `resetOnOpen`: whoever opens the port resets
/// the board, as the DTR line of most real boards does; a pseudo-terminal has no such line, so the
/// rack does it when it sees the port opened. `speedHeeded`: the speed that a program sets is the
/// port's, and where it is not the board's, both hear noise; a program that sets none finds `baud`.
public record PortPlan(
    Path link, int baud, boolean resetOnOpen, boolean speedHeeded, LineFaults faults, Tap tap) {

  /// Sees what the board has sent. On the rack's thread.
  public interface Tap {
    Tap NONE =
        new Tap() {
          @Override
          public void sent(byte[] bytes, int length, int taken) {}

          @Override
          public void cut() {}
        };

    /// `taken`: how many of these bytes went to a program that has the port open; the others are
    /// lost. The array belongs to the caller.
    void sent(byte[] bytes, int length, int taken);

    /// The cable was pulled or the board reset: what was half sent stays so.
    void cut();
  }

  /// Without regard to speeds.
  public PortPlan(Path link, int baud, boolean resetOnOpen, LineFaults faults, Tap tap) {
    this(link, baud, resetOnOpen, false, faults, tap);
  }

  public static PortPlan of(Path link) {
    return new PortPlan(link, 115_200, false, LineFaults.NONE, Tap.NONE);
  }

  /// As such a chip hangs on it.
  public static PortPlan of(Path link, Chip chip) {
    PortPlan plan = of(link).withResetOnOpen(chip.resetOnOpen());
    return chip.baud() == 0 ? plan : plan.withBaud(chip.baud()).withSpeedHeeded(true);
  }

  public PortPlan withBaud(int wanted) {
    return new PortPlan(link, wanted, resetOnOpen, speedHeeded, faults, tap);
  }

  public PortPlan withResetOnOpen(boolean reset) {
    return new PortPlan(link, baud, reset, speedHeeded, faults, tap);
  }

  public PortPlan withSpeedHeeded(boolean heeded) {
    return new PortPlan(link, baud, resetOnOpen, heeded, faults, tap);
  }

  public PortPlan withFaults(LineFaults wanted) {
    return new PortPlan(link, baud, resetOnOpen, speedHeeded, wanted, tap);
  }

  public PortPlan withTap(Tap wanted) {
    return new PortPlan(link, baud, resetOnOpen, speedHeeded, faults, wanted);
  }
}
