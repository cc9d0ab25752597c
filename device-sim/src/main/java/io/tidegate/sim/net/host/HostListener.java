package io.tidegate.sim.net.host;

import io.tidegate.sim.net.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/// A socket on the loopback that waits for connections.
final class HostListener implements Listener, HostNetwork.Served {
  private static final int MOST_WAITING = 5;

  private record Came(HostTcp tcp, Guest guest) {}

  private final HostNetwork network;
  private final Runnable changed;
  private final Queue<Came> waiting = new ArrayDeque<>();
  private ServerSocketChannel channel;
  private String place = "";
  private String words = "";

  private HostListener(HostNetwork network, Runnable changed) {
    this.network = network;
    this.changed = changed;
  }

  static HostListener open(HostNetwork network, int port, Runnable changed) {
    HostListener listener = new HostListener(network, changed);
    try {
      listener.channel = ServerSocketChannel.open();
      int at = HostPorts.bind(port, listener.channel::bind);
      listener.channel.configureBlocking(false);
      listener.channel.register(network.selector(), SelectionKey.OP_ACCEPT, listener);
      listener.place = HostPorts.words(at, listener.channel.getLocalAddress());
    } catch (IOException e) {
      listener.words = "nobody can come to port " + port + ": " + e.getMessage();
      listener.close();
    }
    return listener;
  }

  @Override
  public void ready() {
    try {
      SocketChannel accepted = channel.accept();
      if (accepted == null) {
        return;
      }
      if (waiting.size() == MOST_WAITING) {
        accepted.close();
        return;
      }
      InetSocketAddress from = (InetSocketAddress) accepted.getRemoteAddress();
      HostTcp tcp = new HostTcp(network, changed);
      tcp.takes(accepted);
      Guest guest = new Guest(tcp, from.getAddress().getHostAddress(), from.getPort());
      waiting.add(new Came(tcp, guest));
      changed.run();
    } catch (IOException _) {
      // he is gone before he was let in
    }
  }

  @Override
  public Guest accept(Runnable wake) {
    Came first = waiting.poll();
    if (first == null) {
      return null;
    }
    first.tcp().changed(wake);
    return first.guest();
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
  public void close() {
    waiting.forEach(each -> each.tcp().close());
    waiting.clear();
    HostPorts.close(channel);
  }
}
