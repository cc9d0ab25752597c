package io.tidegate.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketDecoder;
import io.tidegate.sim.mqtt.PacketWriter;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A client in virtual time that says what a test wants.
public final class LanClient {
  public final Tcp tcp;
  public final List<Packet> got = new ArrayList<>();
  private final World world;
  private final PacketDecoder decoder = new PacketDecoder();

  /// Connected, and has said nothing.
  public LanClient(World world, Lan lan) {
    this.world = world;
    this.tcp = lan.connect("broker", 1_883, () -> {});
    world.runTo(world.nowNanos());
    assertEquals(Tcp.State.ESTABLISHED, tcp.state(), tcp.words());
  }

  /// The broker has taken it.
  public LanClient(World world, Lan lan, String id, boolean clean, Packet.Publish will)
      throws IOException {
    this(world, lan);
    say(new Packet.Connect(Packet.LEVEL, id, clean, 15, will, null, null));
    assertTrue(got.getFirst() instanceof Packet.Connack(_, int code) && code == 0);
  }

  public void say(Packet packet) throws IOException {
    byte[] bytes = PacketWriter.bytes(packet);
    assertEquals(bytes.length, tcp.write(bytes, 0, bytes.length));
    hear();
  }

  /// What has come by now.
  public void hear() throws IOException {
    world.runTo(world.nowNanos());
    byte[] some = new byte[1_000];
    for (int count = tcp.read(some, 0, 1_000); count > 0; count = tcp.read(some, 0, 1_000)) {
      decoder.feed(some, 0, count, got::add);
      world.runTo(world.nowNanos());
    }
  }

  public void subscribe(String filter) throws IOException {
    say(new Packet.Subscribe(2, List.of(new Packet.Wish(filter, 1))));
  }

  public List<String> messages() throws IOException {
    hear();
    return got.stream()
        .filter(Packet.Publish.class::isInstance)
        .map(Packet.Publish.class::cast)
        .map(each -> each.topic() + " " + new String(each.payload(), UTF_8))
        .toList();
  }
}
