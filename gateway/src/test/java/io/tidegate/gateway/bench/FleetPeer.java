package io.tidegate.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Another program that connects many clients: MQTTX CLI where it is installed (npm has it not);
/// else MQTT.js, which it is made of, with a few lines of ours.
record FleetPeer(String name, List<String> command, Map<String, String> environment) {
  private static final String SCRIPT = "gateway/src/test/bench/mqttjs-fleet.js";
  private static final String NODE_MODULES = "gateway/target/node/node_modules";
  private static final String MESSAGE =
      "{\"device_id\":\"mqttx-0000\",\"n\":1,\"temperature\":22.50}";
  private static final long INSTALL_SECONDS = 90;

  /// Looks for `MQTTX` and on PATH, then for MQTT.js here and at npm; null when nothing runs.
  static FleetPeer find(Path root, Path work) throws IOException {
    String mqttx = System.getenv("MQTTX") != null ? System.getenv("MQTTX") : onPath("mqttx");
    if (mqttx != null) {
      return new FleetPeer("mqttx", List.of(mqttx), Map.of());
    }
    Path modules = root.resolve(NODE_MODULES);
    if (!Files.exists(modules.resolve("mqtt/package.json"))) {
      modules = work.resolve("npm/node_modules");
    }
    if (onPath("node") == null
        || !Files.exists(modules.resolve("mqtt/package.json")) && !installed(work.resolve("npm"))) {
      return null;
    }
    return new FleetPeer(
        "mqttjs",
        List.of("node", root.resolve(SCRIPT).toString()),
        Map.of("NODE_PATH", modules.toString()));
  }

  ProcessBuilder fleet(int port, int count, int everyMillis) {
    List<String> all = new ArrayList<>(command);
    if (name.equals("mqttx")) {
      all.addAll(List.of("bench", "pub", "-h", "127.0.0.1", "-p", "" + port, "-c", "" + count));
      all.addAll(List.of("-i", "0", "-im", "" + everyMillis, "-V", "3.1.1", "-k", "15"));
      all.addAll(List.of("-t", "/sensors/%c", "-m", MESSAGE));
    } else {
      all.addAll(List.of("" + port, "" + count, "" + everyMillis));
    }
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    return builder;
  }

  private static String onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return Path.of(folder, program).toString();
      }
    }
    return null;
  }

  /// True when npm gives MQTT.js, which lies in the folder then.
  private static boolean installed(Path folder) throws IOException {
    if (onPath("npm") == null) {
      return false;
    }
    Files.createDirectories(folder);
    Process npm =
        new ProcessBuilder(
                "npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString(), "mqtt")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("install.log").toFile())
            .start();
    try {
      return npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) && npm.exitValue() == 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      npm.destroyForcibly();
    }
  }
}
