package io.tidegate.sim.lx106.chip;

/// A serial port: two queues of 128 bytes, and an interrupt. What is written leaves at the speed
/// that is set, a byte with as many bits as are set; or it comes back, if that is set.
final class Uart implements Peripheral {
  static final int BYTES = 128;

  private static final int FIFO = 0x00;
  private static final int INT_RAW = 0x04;
  private static final int INT_ST = 0x08;
  private static final int INT_ENA = 0x0c;
  private static final int INT_CLR = 0x10;
  private static final int CLKDIV = 0x14;
  private static final int STATUS = 0x1c;
  private static final int CONF0 = 0x20;
  private static final int CONF1 = 0x24;

  private static final int RX_FULL = 1;
  private static final int TX_EMPTY = 1 << 1;
  private static final int RX_OVERFLOW = 1 << 4;
  private static final int RX_TIMEOUT = 1 << 8;
  private static final int RX_RESET = 1 << 17;
  private static final int TX_RESET = 1 << 18;
  private static final int TIMEOUT_ENABLED = 1 << 31;
  private static final int LOOP = 1 << 14;
  private static final int PARITY = 1 << 1;
  private static final int INPUTS_HIGH = 1 << 15 | 1 << 14 | 1 << 13;
  private static final int CLKDIV_MASK = 0xfffff;

  /// What leaves it.
  interface Wire {
    void sent(int port, byte value, long cycles);

    /// Its speed is another, in bits a second.
    default void speed(int port, int baud) {}
  }

  private final Clock clock;
  private final int port;
  private final Wire wire;

  /// Both ports share one line: the other says whether it holds it.
  private final Runnable lineChanged;

  private final Queue sending = new Queue(BYTES);
  private final Queue received = new Queue(BYTES);
  private final int[] registers = new int[0x80 / 4];
  private long sentAt = NEVER;
  private long timeoutAt = NEVER;
  private int lost;

  Uart(Clock clock, int port, Wire wire, Runnable lineChanged) {
    this.clock = clock;
    this.port = port;
    this.wire = wire;
    this.lineChanged = lineChanged;
    reset();
  }

  void reset() {
    java.util.Arrays.fill(registers, 0);
    // 115,200 of the crystal's 26 MHz is what the chip begins with: 74,880 of our clock
    registers[CLKDIV / 4] = Esp8266.HERTZ / 74_880;
    registers[CONF0 / 4] = 0x1c;
    registers[CONF1 / 4] = 0x6060;
    sending.clear();
    received.clear();
    sentAt = NEVER;
    timeoutAt = NEVER;
  }

  int baud() {
    int divider = registers[CLKDIV / 4];
    return divider == 0 ? 0 : Esp8266.HERTZ / divider;
  }

  /// Bytes that came when the queue was full.
  int lost() {
    return lost;
  }

  boolean interrupts() {
    return (raw() & registers[INT_ENA / 4]) != 0;
  }

  /// A byte has arrived.
  void receive(byte value) {
    if (!received.add(value)) {
      lost++;
      registers[INT_RAW / 4] |= RX_OVERFLOW;
    }
    int config = registers[CONF1 / 4];
    if ((config & TIMEOUT_ENABLED) != 0) {
      // the threshold counts in eights of a bit's time
      timeoutAt = clock.cycles() + (long) (config >>> 24 & 0x7f) * 8 * registers[CLKDIV / 4];
      clock.sooner();
    }
    changed();
  }

  @Override
  public int read(int address) {
    int offset = address & 0x7f;
    return switch (offset) {
      case FIFO -> {
        int value = received.take();
        changed();
        yield Math.max(value, 0);
      }
      case INT_RAW -> raw();
      case INT_ST -> raw() & registers[INT_ENA / 4];
      case STATUS -> received.count() | sending.count() << 16 | INPUTS_HIGH;
      default -> registers[offset / 4];
    };
  }

  @Override
  public void write(int address, int value) {
    int offset = address & 0x7f;
    switch (offset) {
      case FIFO -> send((byte) value);
      case INT_RAW, INT_ST, STATUS -> {}
      case INT_CLR -> registers[INT_RAW / 4] &= ~value;
      case CLKDIV -> {
        registers[CLKDIV / 4] = value & CLKDIV_MASK;
        wire.speed(port, baud());
      }
      case CONF0 -> {
        registers[CONF0 / 4] = value;
        if ((value & RX_RESET) != 0) {
          received.clear();
        }
        if ((value & TX_RESET) != 0) {
          sending.clear();
          sentAt = NEVER;
        }
      }
      default -> registers[offset / 4] = value;
    }
    changed();
  }

  @Override
  public long due() {
    return Math.min(sentAt, timeoutAt);
  }

  @Override
  public void act(long cycles) {
    while (sentAt <= cycles) {
      byte value = (byte) sending.take();
      if ((registers[CONF0 / 4] & LOOP) != 0) {
        receive(value);
      } else {
        wire.sent(port, value, sentAt);
      }
      sentAt = sending.count() == 0 ? NEVER : sentAt + byteCycles();
    }
    if (timeoutAt <= cycles) {
      timeoutAt = NEVER;
      if (received.count() > 0) {
        registers[INT_RAW / 4] |= RX_TIMEOUT;
      }
    }
    changed();
  }

  /// A byte for which there is no room is not sent, as on the chip.
  private void send(byte value) {
    if (sending.add(value) && sentAt == NEVER) {
      sentAt = clock.cycles() + byteCycles();
      clock.sooner();
    }
  }

  private long byteCycles() {
    int config = registers[CONF0 / 4];
    // a start bit, five to eight of the byte, perhaps one for parity, half a bit as the unit of
    // stop bits: one, one and a half, two
    int halves = 2 * (1 + 5 + (config >> 2 & 3)) + ((config & PARITY) != 0 ? 2 : 0);
    halves +=
        switch (config >> 4 & 3) {
          case 2 -> 3;
          case 3 -> 4;
          default -> 2;
        };
    return Math.max(1, (long) halves * registers[CLKDIV / 4] / 2);
  }

  /// How full the queues are is a state, all else is kept until it is cleared.
  private int raw() {
    int config = registers[CONF1 / 4];
    int now = registers[INT_RAW / 4];
    if (received.count() > 0 && received.count() >= (config & 0x7f)) {
      now |= RX_FULL;
    }
    return sending.count() <= (config >>> 8 & 0x7f) ? now | TX_EMPTY : now;
  }

  private void changed() {
    lineChanged.run();
  }
}
