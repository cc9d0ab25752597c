package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.device.Names;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.mqtt.Secret;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.mqtt.TlsFiles;
import io.tidegate.gateway.serial.PortMatch;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import io.tidegate.gateway.topic.CommandRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import io.tidegate.strict.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private static final long SECOND = 1_000_000_000;
  private static final String GATEWAY = Read.HOST.gateway();

  @Test
  void aBrokerAndOnePortAreEnough() {
    Result.Ready<Configuration> ready = Read.ready(Read.MINIMAL);
    assertEquals(List.of(), ready.warnings());
    assertEquals(
        new Configuration(
            new Settings(
                GATEWAY,
                "1.2.3",
                TopicTemplates.DEFAULT,
                PayloadRule.DEFAULT,
                List.of(new PortRule(0, "ttyUSB0", Decoding.AUTO, "", null)),
                Map.of(),
                true,
                new Settings.Delivery(
                    Settings.Streams.DEFAULT,
                    64,
                    false,
                    1_000,
                    30 * SECOND,
                    SECOND / 2,
                    60 * SECOND,
                    30 * SECOND,
                    60 * SECOND),
                new Settings.Store(
                    SECOND / 2,
                    64 << 10,
                    1 << 20,
                    256 << 20,
                    30 * 86_400 * SECOND,
                    64 << 20,
                    8 << 20,
                    true),
                new CommandRule(false, 10_000, 3_600_000)),
            new MqttSettings(
                List.of(new Server("localhost", 1883, false)),
                GATEWAY,
                "",
                new Secret.None(),
                TlsFiles.NONE,
                30,
                10,
                new MqttSettings.Will("tidegate/" + GATEWAY + "/status", "offline", 1, true),
                List.of(
                    "tidegate/" + GATEWAY + "/board/+/set",
                    "tidegate/" + GATEWAY + "/board/+/set/+",
                    "tidegate/" + GATEWAY + "/status",
                    "tidegate/" + GATEWAY + "/health"),
                64),
            List.of(
                new SerialPortSettings(
                    0,
                    "ttyUSB0",
                    new PortMatch.ByPath(Path.of("/dev/ttyUSB0")),
                    115_200,
                    LinePolicy.LEAVE)),
            GpioSettings.NONE,
            Path.of("/var/lib/tidegate/spool"),
            Path.of("/run/tidegate"),
            Journal.Level.NOTICE),
        ready.value());
  }

  @Test
  void aClonedCardGetsANameOfItsOwnAndTheSameMachineKeepsIts() {
    assertTrue(GATEWAY.matches("garden-[0-9a-f]{4}"), GATEWAY);
    assertEquals(GATEWAY, new HostFacts("garden", Read.HOST.machineId(), "2").gateway());
    assertNotEquals(GATEWAY, new HostFacts("garden", "another", "1.2.3").gateway());
  }

  @Test
  void anyHostNameGivesALegalGatewayName() {
    for (String host : List.of("", "x".repeat(300), "gärten/+#", "a b", ".", "pi.local")) {
      for (String machine : List.of("", "0123")) {
        String gateway = new HostFacts(host, machine, "1").gateway();
        assertTrue(Names.legal(gateway), gateway);
      }
    }
  }

  @Test
  void withoutSystemdTheSessionsFoldersAreUsed() {
    assertEquals(
        List.of(Path.of("/who/ada/.local/state/tidegate/spool"), Path.of("/run/user/7/tidegate")),
        folders(Map.of("HOME", "/who/ada", "XDG_RUNTIME_DIR", "/run/user/7")));
    assertEquals(
        List.of(Path.of("/s/tidegate/spool"), Path.of("/s/tidegate/run")),
        folders(Map.of("HOME", "/who/ada", "XDG_STATE_HOME", "/s")));
  }

  @Test
  void moreMemoryThanTheHeapHasIsAWarning() {
    HostFacts small = new HostFacts("h", "", "1", 48L << 20);
    ConfigurationReader reader = new ConfigurationReader(Read.ENVIRONMENT::get, small);
    Result<Configuration> large =
        reader.parse(Read.MINIMAL + "spool: {memory: 32 MiB}\n", Read.FILE);
    assertEquals(
        List.of(
            "/etc/tidegate/t.yaml:4: spool.memory: 32 MiB is more than a quarter of Java's heap,"
                + " which is 48 MiB; TIDEGATE_HEAP makes that larger"),
        Read.ready(large).warnings().stream().map(Object::toString).toList());
    Result<Configuration> usual = reader.parse(Read.MINIMAL, Read.FILE);
    assertEquals(List.of(), Read.ready(usual).warnings());
  }

  @Test
  void whereNobodyNamesAFolderTheFileMust() {
    Result<Configuration> result =
        new ConfigurationReader(_ -> null, Read.HOST).parse(Read.MINIMAL, Read.FILE);
    assertEquals(
        "[/etc/tidegate/t.yaml: spool.folder: expected a folder: neither STATE_DIRECTORY nor HOME"
            + " says where it could be]",
        Read.refusal(result).toString());
  }

  private static List<Path> folders(Map<String, String> environment) {
    Configuration configuration =
        Read.ready(
                new ConfigurationReader(environment::get, Read.HOST).parse(Read.MINIMAL, Read.FILE))
            .value();
    return List.of(configuration.spoolFolder(), configuration.runtimeFolder());
  }
}
