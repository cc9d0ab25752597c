package io.tidegate.gateway.sketch;

import io.tidegate.sim.net.Lookup;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What is behind the access point: machines with names and addresses, each in truth a port of this
/// one. So a sketch is built once, whatever ports are free.
final class Town implements Network {
  private static final String ADDRESSES = "10.0.0.";
  private static final String HERE = "127.0.0.1";

  private final Network real;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  Town(Network real) {
    this.real = real;
  }

  /// Whoever connects to this name, at any port, comes to this port here; from now on.
  void add(String name, int port) {
    ports.put(address(name), port);
  }

  private String address(String name) {
    return addresses.computeIfAbsent(name, _ -> ADDRESSES + last.incrementAndGet());
  }

  @Override
  public Tcp connect(String host, int port, Runnable changed) {
    Integer there = ports.get(addresses.getOrDefault(host, host));
    return there == null ? real.connect(host, port, changed) : real.connect(HERE, there, changed);
  }

  @Override
  public Lookup lookup(String host, int forPort, Runnable changed) {
    String address = addresses.get(host);
    return address == null ? Lookup.failed(NO_SUCH_HOST + host) : Lookup.found(address);
  }
}
