package io.tidegate.gateway.mqtt;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.spi.NetworkModuleFactory;

/// Gives Paho our [BrokerSocket]: found by ServiceLoader for addresses of our own scheme. The
/// address itself names no host (Paho mistreats some); the socket travels in the options' socket
/// factory.
public final class BrokerSockets implements NetworkModuleFactory {
  static final String ADDRESS = "tidegate://broker";

  @Override
  public Set<String> getSupportedUriSchemes() {
    return Set.of("tidegate");
  }

  @Override
  public void validateURI(URI address) {
    if (!address.toString().equals(ADDRESS)) {
      throw new IllegalArgumentException("expected " + ADDRESS + ", got " + address);
    }
  }

  @Override
  public NetworkModule createNetworkModule(
      URI address, MqttConnectOptions options, String clientId) {
    return ((Carrier) options.getSocketFactory()).socket;
  }

  /// Carries the one socket of one connection through Paho's options; makes no other.
  static final class Carrier extends SocketFactory {
    final BrokerSocket socket;

    Carrier(BrokerSocket socket) {
      this.socket = socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException("sockets are made by BrokerSocket");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      return createSocket(host.getHostName(), port);
    }
  }
}
