package io.tidegate.gateway.serial;

/// One configured port. `port` is its number everywhere in the gateway.
public record SerialPortSettings(
    int port, String label, PortMatch match, int baud, LinePolicy lines) {

  /// What to do with DTR and RTS when the port is opened. The kernel raises both at open, whatever
  /// we do; many boards reset on that edge.
  public enum LinePolicy {
    /// As the kernel left them: both raised.
    LEAVE,
    /// Both lowered as soon as the port is open.
    LOW,
    /// A reset pulse after opening, so that a board always starts anew.
    PULSE
  }
}
