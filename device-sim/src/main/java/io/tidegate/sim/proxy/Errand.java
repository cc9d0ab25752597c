package io.tidegate.sim.proxy;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// A visit to the broker under a client's name: CONNECT, its answer, DISCONNECT. A broker has only
/// one client of a name, so the other one is thrown out; and when the visitor asks for a clean
/// session, nothing is left of the one that was kept. It leaves no will.
///
/// Guarded as its ground is.
final class Errand {
  private static final long LIMIT_NANOS = 5 * Ground.SECOND_NANOS;
  private static final int CONNACK_BYTES = 4;

  private final Ground ground;
  private final Consumer<Boolean> done;
  private final ByteBuffer asks;
  private final ByteBuffer hears = ByteBuffer.allocate(CONNACK_BYTES);
  private Side side;
  private boolean over;

  /// `done` is told whether the broker has taken the visitor.
  Errand(Ground ground, Packet.Connect client, boolean clean, Consumer<Boolean> done) {
    this.ground = ground;
    this.done = done;
    this.asks =
        ByteBuffer.wrap(
            PacketWriter.bytes(
                new Packet.Connect(
                    client.level(),
                    client.clientId(),
                    clean,
                    client.keepAliveSeconds(),
                    null,
                    client.username(),
                    client.password())));
  }

  void start(long nowNanos) {
    try {
      side = ground.reach(this::ready);
      ground.at(nowNanos + LIMIT_NANOS, _ -> finish(false));
      ground.wake();
      if (side.isConnected()) {
        ready(nowNanos);
      }
    } catch (IOException _) {
      finish(false);
    }
  }

  private void ready(long nowNanos) {
    try {
      if (over || !side.connect()) {
        return;
      }
      if (asks.hasRemaining()) {
        side.write(asks);
        side.await(true, asks.hasRemaining());
      }
      if (side.read(hears) < 0) {
        finish(false);
      } else if (!hears.hasRemaining()) {
        side.write(ByteBuffer.wrap(PacketWriter.bytes(new Packet.Disconnect())));
        side.leave(nowNanos);
        side = null;
        finish(hears.get(CONNACK_BYTES - 1) == 0);
      }
    } catch (IOException _) {
      finish(false);
    }
  }

  private void finish(boolean taken) {
    if (over) {
      return;
    }
    over = true;
    if (side != null) {
      side.close();
    }
    done.accept(taken);
  }
}
