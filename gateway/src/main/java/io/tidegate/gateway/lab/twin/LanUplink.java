package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.world.World;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The gateway's connection to a broker, byte by byte, over a network of its world: what the core
/// meets in production, without threads. No TLS, and no password: one that stands in a file of
/// another machine is of no use here.
///
/// Its own limits are told in the words of the real one, and so is whatever ends it.
public final class LanUplink implements SimUplink {
  private final World world;
  private final Network network;
  private final MqttSettings settings;

  // this run of the process
  private Consumer<Input> control = _ -> {};
  private Predicate<Input.Arrived> command = _ -> false;
  private int nextServer;

  /// The present connection; null before the first.
  private LanLink link;

  public LanUplink(World world, Network network, MqttSettings settings) {
    this.world = world;
    this.network = network;
    this.settings = settings;
  }

  @Override
  public void attach(Consumer<Input> control, Predicate<Input.Arrived> command) {
    this.control = control;
    this.command = command;
    nextServer = 0;
  }

  @Override
  public void gatewayGone(boolean power) {
    attach(_ -> {}, _ -> false);
    if (link != null && !link.isOver()) {
      link.die(power);
    }
  }

  @Override
  public void subscribe(long connection, String filter, boolean wanted) {
    if (link != null && link.connection == connection) {
      link.subscribe(filter, wanted);
    }
  }

  @Override
  public void connect(long connection) {
    if (link != null) {
      link.close(false);
    }
    Server server = settings.servers().get(nextServer);
    nextServer = (nextServer + 1) % settings.servers().size();
    link = new LanLink(connection, world, network, server, settings, control, command);
  }

  @Override
  public boolean publish(
      long connection, long token, String topic, byte[] payload, int qos, boolean retain) {
    return isPresent(connection) && link.publish(token, topic, payload, qos, retain);
  }

  @Override
  public void acknowledge(long connection, int messageId) {
    if (isPresent(connection)) {
      link.acknowledge(messageId);
    }
  }

  @Override
  public void close(long connection, boolean courteous) {
    if (isPresent(connection)) {
      link.close(courteous);
    }
  }

  private boolean isPresent(long connection) {
    return link != null && link.connection == connection;
  }
}
