package io.tidegate.sim.lx106.chip;

/// The serial interface that a program has for itself (SPI1, by its pins HSPI), as master. What it
/// sends is heard at once; the register says busy for as long as the wires take.
final class Hspi implements Peripheral {
  private static final int SELECT_PIN = 15;
  private static final int SELECT_FUNCTION = 2;
  private static final int NO_SELECT = 1;
  private static final int AS_SLAVE = 1 << 30;
  private static final int DONE = 1 << 4;
  private static final int TELLS_DONE = 1 << 9;

  /// What hangs on its wires.
  interface Wire {
    /// The bytes that come back while these go out; as many. Who hears nothing reads ones.
    default byte[] spi(byte[] out, long cycles) {
      byte[] in = new byte[out.length];
      java.util.Arrays.fill(in, (byte) 0xff);
      return in;
    }

    /// The interface's own select pin (GPIO15), if the program uses that.
    default void spiSelect(boolean selected, long cycles) {}
  }

  private final Clock clock;
  private final Iomux mux;
  private final Wire wire;
  private final SpiRegisters registers = new SpiRegisters();
  private long due = NEVER;
  private boolean selected;

  Hspi(Clock clock, Iomux mux, Wire wire) {
    this.clock = clock;
    this.mux = mux;
    this.wire = wire;
  }

  void reset() {
    registers.reset();
    due = NEVER;
    select(false);
    line();
  }

  @Override
  public int read(int address) {
    int offset = address & 0xff;
    return offset == SpiRegisters.COMMAND
        ? due == NEVER ? 0 : SpiRegisters.TRANSFER
        : registers.get(offset);
  }

  @Override
  public void write(int address, int value) {
    int offset = address & 0xff;
    if (offset != SpiRegisters.COMMAND) {
      registers.set(offset, value);
      line();
    } else if ((value & SpiRegisters.TRANSFER) != 0 && due == NEVER && !slave()) {
      select(
          mux.function(SELECT_PIN) == SELECT_FUNCTION
              && (registers.get(SpiRegisters.PIN) & NO_SELECT) == 0);
      int bits = registers.transfer(out -> wire.spi(out, clock.cycles()));
      due = clock.cycles() + (long) bits * registers.bitCycles();
      clock.sooner();
    }
  }

  @Override
  public long due() {
    return due;
  }

  @Override
  public void act(long cycles) {
    due = NEVER;
    registers.set(SpiRegisters.SLAVE, registers.get(SpiRegisters.SLAVE) | DONE);
    select(false);
    line();
  }

  boolean interrupts() {
    int slave = registers.get(SpiRegisters.SLAVE);
    return (slave & DONE) != 0 && (slave & TELLS_DONE) != 0;
  }

  private void line() {
    clock.line(Esp8266.SPI_LINE, interrupts());
  }

  private boolean slave() {
    return (registers.get(SpiRegisters.SLAVE) & AS_SLAVE) != 0;
  }

  private void select(boolean now) {
    if (now != selected) {
      selected = now;
      wire.spiSelect(now, clock.cycles());
    }
  }
}
