package io.tidegate.sim.net;

import java.util.Locale;

/// A port at which a board waits, and where that is found from outside the simulation.
///
/// @param protocol `TCP` or `UDP`
/// @param within the address that it has in a network of the board's own; empty in the access
///     point's
/// @param place an address and a port, and why it is not another one, in words
public record Door(String protocol, int port, String within, String place) {
  public Door(String protocol, int port, String place) {
    this(protocol, port, "", place);
  }

  /// Where it is, and nothing else.
  public String at() {
    int comma = place.indexOf(',');
    return comma < 0 ? place : place.substring(0, comma);
  }

  /// For a program.
  public String wireName() {
    return protocol.toLowerCase(Locale.ROOT);
  }

  /// For a person.
  public String words() {
    return protocol
        + " "
        + port
        + (within.isEmpty() ? "" : " of its own network (" + within + ")")
        + " at "
        + place;
  }
}
