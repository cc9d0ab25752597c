package io.tidegate.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketDecoder;
import io.tidegate.sim.mqtt.PacketWriter;
import io.tidegate.sim.net.ByteQueue;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The broker of a world in virtual time: what [Broker] is on sockets, on a [Lan]. No threads, no
/// clock but the world's.
public final class VirtualBroker implements Lan.Server {
  /// What waits for a client that reads too slowly; a packet that has no room is not sent to it.
  static final int QUEUE_BYTES = 256 * 1_024;

  private static final long MILLI = 1_000_000;
  private static final int CONNECT_LIMIT_MILLIS = 10_000;

  private final World world;
  private final Exchange exchange;
  private final List<Talk> open = new ArrayList<>();

  /// `witness` sees every message that comes, before anybody gets it.
  public VirtualBroker(World world, Consumer<Packet.Publish> witness) {
    this.world = world;
    this.exchange = new Exchange(witness);
  }

  /// Ends all connections, as a restart does; sessions and retained messages stay.
  public void cut() {
    List.copyOf(open).forEach(Talk::cut);
  }

  /// A message that nobody sent, such as a command for a board.
  public void publish(String topic, String payload, boolean retained) {
    publish(topic, payload.getBytes(UTF_8), retained);
  }

  public void publish(String topic, byte[] payload, boolean retained) {
    publish(new Packet.Publish(false, 1, retained, topic, 1, payload));
  }

  public void publish(Packet.Publish message) {
    exchange.publish(message);
  }

  /// Clients that are connected.
  public int connected() {
    return exchange.connected();
  }

  /// Messages that no queue had room for.
  public long dropped() {
    return exchange.dropped();
  }

  /// The retained payload of a topic as text; empty when there is none.
  public String retained(String topic) {
    Packet.Publish message = exchange.retained(topic);
    return message == null ? "" : new String(message.payload(), UTF_8);
  }

  @Override
  public Runnable accept(Lan.Wire connection) {
    Talk talk = new Talk(connection);
    open.add(talk);
    return talk::look;
  }

  /// One client's connection.
  private final class Talk implements Link {
    private final Tcp tcp;
    private final World.Turn turn;
    private final PacketDecoder decoder = new PacketDecoder();
    private final ByteQueue outgoing = new ByteQueue(QUEUE_BYTES);
    private final byte[] come = new byte[1_024];
    private final byte[] gone = new byte[1_024];
    private long limitNanos = CONNECT_LIMIT_MILLIS * MILLI;
    private long heardNanos = world.nowNanos();
    private boolean finishing;
    private boolean over;

    Talk(Tcp tcp) {
      this.tcp = tcp;
      this.turn = world.add(this::expect);
    }

    @Override
    public boolean send(Packet packet) {
      byte[] bytes = PacketWriter.bytes(packet);
      if (over || outgoing.room() < bytes.length) {
        return false;
      }
      outgoing.put(bytes, 0, bytes.length);
      write();
      return true;
    }

    @Override
    public void expectWithin(int millis) {
      limitNanos = millis == 0 ? Long.MAX_VALUE / 2 : millis * MILLI;
      turn.wake(heardNanos + limitNanos);
    }

    @Override
    public void finish() {
      finishing = true;
      write();
    }

    @Override
    public void cut() {
      end();
    }

    /// Something has come, there is room again, or the client has closed.
    void look() {
      if (over) {
        return;
      }
      try {
        for (int count = tcp.read(come, 0, come.length);
            count > 0 && !over;
            count = tcp.read(come, 0, come.length)) {
          heardNanos = world.nowNanos();
          decoder.feed(come, 0, count, this::take);
        }
      } catch (IOException _) {
        end();
      }
      write();
      if (tcp.state() == Tcp.State.CLOSED) {
        end();
      }
    }

    private void take(Packet packet) throws IOException {
      if (!over && !finishing) {
        exchange.take(this, packet);
      }
    }

    private void write() {
      int taken;
      do {
        int count = over ? 0 : outgoing.peek(gone, 0, gone.length);
        taken = count == 0 ? 0 : tcp.write(gone, 0, count);
        outgoing.drop(taken);
      } while (taken > 0);
      if (finishing && outgoing.size() == 0) {
        // not within a call of the exchange
        turn.wake(world.nowNanos());
      }
    }

    private long expect(long nowNanos) {
      boolean silent = nowNanos - heardNanos >= limitNanos;
      if (silent || finishing && outgoing.size() == 0) {
        end();
      }
      return over ? Long.MAX_VALUE : heardNanos + limitNanos;
    }

    private void end() {
      if (!over) {
        over = true;
        tcp.close();
        open.remove(this);
        exchange.ended(this);
      }
    }
  }
}
