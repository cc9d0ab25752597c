package io.tidegate.sim.mqtt;

import java.io.IOException;
import java.util.function.Consumer;

/// Hears what a program publishes by MQTT: whole PUBLISH packets in what it writes into a
/// connection that begins with a CONNECT. What is sent again is not heard again; any other
/// connection is left alone.
public final class PublishTap {
  private static final int LIMIT_BYTES = 1 << 18;

  private final PacketDecoder decoder = new PacketDecoder(LIMIT_BYTES);
  private final Consumer<Packet.Publish> published;
  private boolean begun;
  private boolean over;

  public PublishTap(Consumer<Packet.Publish> published) {
    this.published = published;
  }

  /// The connection has taken this.
  public void wrote(byte[] bytes, int length) {
    if (over) {
      return;
    }
    try {
      decoder.feed(bytes, 0, length, this::packet);
    } catch (IOException _) {
      over = true; // no MQTT that we know
    }
  }

  private void packet(Packet packet) throws ProtocolException {
    if (!begun && !(packet instanceof Packet.Connect)) {
      throw new ProtocolException("a connection that does not begin with CONNECT");
    }
    begun = true;
    if (packet instanceof Packet.Publish message && !message.repeated()) {
      published.accept(message);
    }
  }
}
