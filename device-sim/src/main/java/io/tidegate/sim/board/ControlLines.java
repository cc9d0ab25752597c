package io.tidegate.sim.board;

/// A serial port's DTR and RTS, wired to a board. A pseudo-terminal has none; this is for ports in
/// virtual time and for those that a test makes itself. Raised means what a program calls set, and
/// what the kernel does when it opens a port; on the wire it is the low level.
public final class ControlLines {
  private static final int GPIO_0 = 0;

  /// Takes what becomes of the board's pins, in the terms of [Board#pin].
  public interface Pins {
    void pin(int pin, int level);
  }

  private final Wiring wiring;
  private final Pins pins;
  private boolean dtr;
  private boolean rts;

  /// Both are low, and the board runs.
  public ControlLines(Wiring wiring, Pins pins) {
    this.wiring = wiring;
    this.pins = pins;
  }

  public void dtr(boolean raised) {
    change(raised, rts);
  }

  public void rts(boolean raised) {
    change(dtr, raised);
  }

  /// At the same moment, as the kernel does when it opens a port.
  public void both(boolean raised) {
    change(raised, raised);
  }

  private void change(boolean dtrNow, boolean rtsNow) {
    if (wiring == Wiring.CAPACITOR && dtrNow && !dtr) {
      pins.pin(Board.RESET, 0);
      pins.pin(Board.RESET, 1);
    }
    if (wiring == Wiring.TWO_TRANSISTORS) {
      set(GPIO_0, dtr && !rts, dtrNow && !rtsNow);
      set(Board.RESET, rts && !dtr, rtsNow && !dtrNow);
    }
    dtr = dtrNow;
    rts = rtsNow;
  }

  private void set(int pin, boolean lowBefore, boolean low) {
    if (low != lowBefore) {
      pins.pin(pin, low ? 0 : 1);
    }
  }
}
