package io.tidegate.gateway.device;

/// How a port's bytes are read. `device` names a plain board; empty: from the line or the source.
///
/// A port whose board speaks the link has a `device` only where that board is the gateway's own,
/// which lives and ends with it.
public record PortRule(int port, String label, Decoding decoding, String device, CsvRule csv) {
  public static PortRule own(int port, String label, String device) {
    return new PortRule(port, label, Decoding.LINK, device, null);
  }

  public PortRule withPort(int number) {
    return new PortRule(number, label, decoding, device, csv);
  }

  boolean isOwn() {
    return decoding == Decoding.LINK && !device.isEmpty();
  }
}
