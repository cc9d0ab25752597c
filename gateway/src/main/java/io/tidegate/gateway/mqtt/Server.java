package io.tidegate.gateway.mqtt;

/// One address of the broker. `host` is a name or an address (IPv6 without brackets).
public record Server(String host, int port, boolean tls) {
  @Override
  public String toString() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return (tls ? "ssl://" : "tcp://") + shown + ":" + port;
  }
}
