package io.tidegate.gateway.mqtt;

import java.util.concurrent.atomic.AtomicLong;

/// The messages of one connection: how many Paho has taken, and how many of them are done
/// (acknowledged, or with QoS 0 written).
final class UnderWay {
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong done = new AtomicLong();

  void take() {
    taken.incrementAndGet();
  }

  void finish() {
    done.incrementAndGet();
  }

  long taken() {
    return taken.get();
  }

  long count() {
    return taken.get() - done.get();
  }
}
