package io.tidegate.gateway.serial;

/// One configured port. `port` is its number everywhere in the gateway.
public record SerialPortSettings(
    int port, String label, PortMatch match, int baud, LinePolicy lines) {

  public SerialPortSettings withPort(int number) {
    return new SerialPortSettings(number, label, match, baud, lines);
  }

  /// What to do with DTR and RTS when the port is opened. The kernel raises both at open, whatever
  /// we do; many boards reset on that edge.
  public enum LinePolicy {
    /// As the kernel left them: both raised.
    LEAVE,
    /// Both lowered as soon as the port is open.
    LOW,
    /// A reset pulse after opening, so that a board always starts anew.
    PULSE;

    /// How long both are low in a pulse.
    public static final int PULSE_MILLIS = 100;

    /// Both are lowered as soon as the port is open, first DTR. `reset`: the board has to begin
    /// anew.
    public boolean lowers(boolean reset) {
      return this != LEAVE || reset;
    }

    /// After that both are raised again, first DTR. A port that is set to `low` keeps them low: its
    /// board was reset by what the kernel does at open, or is by nothing.
    public boolean pulses(boolean reset) {
      return this == PULSE || this == LEAVE && reset;
    }
  }
}
