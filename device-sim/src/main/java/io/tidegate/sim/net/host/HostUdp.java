package io.tidegate.sim.net.host;

import io.tidegate.sim.net.Udp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Queue;

/// Two sockets for datagrams: one on the loopback that takes them at the board's port, and one for
/// what goes to other machines and what they answer.
final class HostUdp implements Udp, HostNetwork.Served {
  private final HostNetwork network;
  private final Runnable changed;
  private final Queue<Datagram> waiting = new ArrayDeque<>();
  private DatagramChannel near;
  private DatagramChannel far;
  private int port;
  private String place = "";
  private String words = "";

  private HostUdp(HostNetwork network, Runnable changed) {
    this.network = network;
    this.changed = changed;
  }

  static HostUdp open(HostNetwork network, int port, Runnable changed) {
    HostUdp udp = new HostUdp(network, changed);
    try {
      udp.near = DatagramChannel.open(StandardProtocolFamily.INET);
      int at = HostPorts.bind(port, udp.near::bind);
      udp.near.configureBlocking(false);
      udp.near.register(network.selector(), SelectionKey.OP_READ, udp);
      udp.place = HostPorts.words(at, udp.near.getLocalAddress());
      udp.port = port == 0 ? ((InetSocketAddress) udp.near.getLocalAddress()).getPort() : port;
    } catch (IOException e) {
      udp.words = "no datagrams at port " + port + ": " + e.getMessage();
      udp.close();
    }
    return udp;
  }

  @Override
  public int port() {
    return port;
  }

  /// To all machines, or to a group, nothing goes out: a simulation does not disturb a network.
  @Override
  public void send(String host, int toPort, byte[] bytes) {
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      if (near == null || address.isMulticastAddress() || host.endsWith(".255")) {
        return;
      }
      DatagramChannel by = address.isLoopbackAddress() ? near : outside();
      by.send(ByteBuffer.wrap(bytes), new InetSocketAddress(address, toPort));
    } catch (IOException | IllegalArgumentException _) {
      // lost, as datagrams are
    }
  }

  @Override
  public Datagram next() {
    return waiting.poll();
  }

  @Override
  public void join(String group) {
    // nothing comes from groups here
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public void ready() {
    receive(near);
    receive(far);
  }

  @Override
  public void close() {
    HostPorts.close(near);
    HostPorts.close(far);
    waiting.clear();
  }

  private DatagramChannel outside() throws IOException {
    if (far == null) {
      far = DatagramChannel.open(StandardProtocolFamily.INET);
      far.configureBlocking(false);
      far.register(network.selector(), SelectionKey.OP_READ, this);
    }
    return far;
  }

  private void receive(DatagramChannel channel) {
    if (channel == null || !channel.isOpen()) {
      return;
    }
    try {
      ByteBuffer chunk = network.chunk();
      InetSocketAddress from = (InetSocketAddress) channel.receive(chunk);
      if (from == null) {
        return;
      }
      byte[] bytes = new byte[chunk.flip().remaining()];
      chunk.get(bytes);
      if (bytes.length <= MOST_BYTES && waiting.size() < MOST_WAITING) {
        String host = from.getAddress().getHostAddress();
        waiting.add(new Datagram(host, from.getPort(), "127.0.0.1", bytes));
        changed.run();
      }
    } catch (IOException _) {
      // lost, as datagrams are
    }
  }
}
