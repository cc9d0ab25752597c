package io.tidegate.gateway.system;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Stands in front of the broker, reads MQTT both ways, and tells a witness what passed: each
/// PUBLISH on its way to the broker, each PUBACK or PUBCOMP on its way back. It can hold everything
/// back (a network that swallows), cut, refuse, and close on one topic or packet.
public final class RecordingProxy implements AutoCloseable {
  /// Called on the proxy's threads.
  public interface Witness {
    void published(long connection, MqttPacket publish);

    void acknowledged(long connection, int id);
  }

  private final ServerSocket listener;
  private final int brokerPort;
  private final Witness witness;
  private final Set<Conduit> conduits = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong closedOnTopic = new AtomicLong();
  private volatile Predicate<String> forbidden = _ -> false;
  private volatile Predicate<MqttPacket> fatal = _ -> false;
  private volatile boolean refusing;
  private boolean hole;

  public RecordingProxy(int brokerPort, Witness witness) throws IOException {
    this.brokerPort = brokerPort;
    this.witness = witness;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("proxy").daemon(true).start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// How many connections were accepted so far.
  public long connections() {
    return connections.get();
  }

  /// How many connections were closed because of a forbidden topic.
  public long closedOnTopic() {
    return closedOnTopic.get();
  }

  /// From now on a PUBLISH on such a topic ends its connection.
  public void forbid(Predicate<String> topics) {
    forbidden = topics;
  }

  /// From now on such a packet, in either direction, does not pass and ends its connection.
  public void endAt(Predicate<MqttPacket> packets) {
    fatal = packets;
  }

  /// True: who connects is thrown out at once.
  public void refuse(boolean now) {
    refusing = now;
  }

  /// Ends every connection that stands.
  public void cut() {
    conduits.forEach(Conduit::close);
  }

  /// True: nothing passes, nothing is closed, and new connections get no answer. False: what was
  /// held passes on; connections that were begun meanwhile are gone, as their packets were.
  public void hole(boolean now) {
    synchronized (this) {
      hole = now;
      notifyAll();
    }
    if (!now) {
      conduits.stream().filter(each -> each.begunInHole).forEach(Conduit::close);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    hole(false);
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        if (refusing) {
          client.close();
        } else {
          new Conduit(connections.get(), client, isHole()).start();
        }
      } catch (IOException _) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  private synchronized boolean isHole() {
    return hole;
  }

  private synchronized void passHole() throws IOException {
    while (hole) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /// One connection of the gateway and its counterpart to the broker.
  private final class Conduit {
    final boolean begunInHole;
    private final long number;
    private final Socket client;
    private final Socket broker = new Socket();

    Conduit(long number, Socket client, boolean begunInHole) {
      this.number = number;
      this.client = client;
      this.begunInHole = begunInHole;
    }

    void start() {
      conduits.add(this);
      Thread.ofPlatform().name("proxy-up-" + number).daemon(true).start(this::up);
    }

    void close() {
      conduits.remove(this);
      close(client);
      close(broker);
    }

    private void up() {
      try {
        if (begunInHole) {
          passHole();
          return;
        }
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        broker.connect(
            new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort), 2_000);
        Thread.ofPlatform().name("proxy-down-" + number).daemon(true).start(this::down);
        forward(client, broker, this::passesUp);
      } catch (IOException _) {
        // one side is gone: so is the other
      } finally {
        close();
      }
    }

    private void down() {
      try {
        forward(broker, client, this::passesDown);
      } catch (IOException _) {
        // one side is gone: so is the other
      } finally {
        close();
      }
    }

    private void forward(Socket from, Socket to, Predicate<MqttPacket> passes) throws IOException {
      InputStream in = new BufferedInputStream(from.getInputStream(), 1 << 16);
      OutputStream out = to.getOutputStream();
      for (MqttPacket next = MqttPacket.read(in); next != null; next = MqttPacket.read(in)) {
        passHole();
        if (fatal.test(next) || !passes.test(next)) {
          return;
        }
        out.write(next.toBytes());
      }
    }

    private boolean passesUp(MqttPacket packet) {
      if (packet.type() == MqttPacket.PUBLISH) {
        if (forbidden.test(packet.topic())) {
          closedOnTopic.incrementAndGet();
          return false;
        }
        witness.published(number, packet);
      }
      return true;
    }

    private boolean passesDown(MqttPacket packet) {
      if (packet.type() == MqttPacket.PUBACK || packet.type() == MqttPacket.PUBCOMP) {
        witness.acknowledged(number, packet.id());
      }
      return true;
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException _) {
        // closed is closed
      }
    }
  }
}
