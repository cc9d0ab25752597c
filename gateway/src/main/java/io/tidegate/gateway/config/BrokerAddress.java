package io.tidegate.gateway.config;

import io.tidegate.gateway.mqtt.Server;
import io.tidegate.strict.Node;
import io.tidegate.strict.Types;
import io.tidegate.strict.ValueType;
import io.tidegate.strict.ValueType.Fits;
import io.tidegate.strict.ValueType.Outcome;
import io.tidegate.strict.ValueType.Unfit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `tcp://host`, `ssl://host:8883`, `tcp://[::1]:1883`; `mqtt://` and `mqtts://` mean the same.
final class BrokerAddress {
  static final int LIMIT = 16;
  static final int PLAIN_PORT = 1883;
  static final int TLS_PORT = 8883;

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern PLACE =
      Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9_.-]{1,253})(?::([0-9]{1,5}))?/?");
  private static final String EXPECTED =
      "expected an address such as tcp://localhost:1883 or ssl://broker.example.org:8883";

  static final ValueType<List<Server>> TYPE =
      new ValueType<>("address or list", "tcp://, ssl://, mqtt://, mqtts://", BrokerAddress::read);

  private BrokerAddress() {}

  private static Outcome<List<Server>> read(Node node) {
    List<Node> nodes = node instanceof Node.Items(_, List<Node> items) ? items : List.of(node);
    if (nodes.isEmpty() || nodes.size() > LIMIT) {
      return Types.unfit("expected 1 to " + LIMIT + " addresses of one logical broker", node);
    }
    Set<Server> servers = new LinkedHashSet<>();
    for (Node each : nodes) {
      if (!(each instanceof Node.Text(_, String text, _)) || each.isEmpty()) {
        return Types.unfit(EXPECTED, each);
      }
      String wrong = wrong(text);
      if (wrong != null) {
        return new Unfit<>(each.line(), wrong);
      }
      servers.add(server(text));
    }
    return new Fits<>(new ArrayList<>(servers));
  }

  /// Null when nothing is. An address with a password in it is not repeated.
  private static String wrong(String text) {
    Matcher scheme = SCHEME.matcher(text);
    if (text.indexOf('@') >= 0) {
      return EXPECTED
          + "; user and password do not belong into it: see mqtt.username and mqtt.password_file";
    }
    String got = "; got \"" + Node.printable(text) + '"';
    if (!scheme.matches()) {
      boolean place = PLACE.matcher(text).matches();
      return EXPECTED + got + (place ? "; did you mean \"tcp://" + text + "\"?" : "");
    }
    switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
      case "tcp", "mqtt", "ssl", "mqtts" -> {}
      case "ws", "wss", "http", "https" -> {
        return EXPECTED + "; MQTT over WebSocket is not supported" + got;
      }
      default -> {
        return EXPECTED + got;
      }
    }
    Matcher place = PLACE.matcher(scheme.group(2));
    if (!place.matches()) {
      return EXPECTED + got;
    }
    if (place.group(2) != null && port(place.group(2)) == 0) {
      return "expected a port from 1 to 65535" + got;
    }
    return null;
  }

  private static Server server(String text) {
    Matcher scheme = SCHEME.matcher(text);
    boolean tls =
        scheme.matches() && scheme.group(1).toLowerCase(Locale.ROOT).endsWith("s")
            || scheme.group(1).equalsIgnoreCase("ssl");
    Matcher place = PLACE.matcher(scheme.group(2));
    place.matches();
    String host = place.group(1);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int usual = tls ? TLS_PORT : PLAIN_PORT;
    return new Server(bare, place.group(2) == null ? usual : port(place.group(2)), tls);
  }

  /// 0: there is none such.
  private static int port(String digits) {
    int port = Integer.parseInt(digits);
    return port <= 65_535 ? port : 0;
  }
}
