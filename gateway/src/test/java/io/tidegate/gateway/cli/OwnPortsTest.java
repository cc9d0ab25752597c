package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.run.Site;
import io.tidegate.gateway.serial.PortDoctor;
import io.tidegate.gateway.serial.SysTree;
import io.tidegate.gateway.system.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `tidegate ports` beside a gateway that has the port open.
@Timeout(180)
class OwnPortsTest {
  @TempDir Path folder;

  @Test
  void aPortThatTheGatewayFoundByItsUsbIdsIsShownAsItsOwn() throws Exception {
    try (Site site = new Site(folder)) {
      Path terminal = site.plain("plain").path().toRealPath();
      SysTree tree = new SysTree(folder.resolve("machine"), terminal.getParent());
      String name = terminal.getFileName().toString();
      tree.usb("1-1.2", name, "ch341-uart", "1a86", "7523", "", "", "USB Serial");
      String yaml = site.yaml(1).replaceFirst("path: .*", "usb: 1a86:7523");
      Configuration configuration = site.read(yaml);
      site.start(configuration, around -> around.withScan(tree.scan()));
      site.awaitLog("board-up plain");
      CommandLine ports =
          new CommandLine(new PortsCommand(tree.scan(), folder.resolve("no-links")));
      Called called = Called.with(ports, "--runtime", site.runtime().toString());
      assertEquals(
          terminal + "  1a86:7523  ch341-uart  USB Serial\n    used by this gateway as plain\n",
          called.out());
    }
  }

  @Test
  void aPortThatAnotherGatewayHoldsIsToldByItsNameAndNotAsAJava() throws Exception {
    try (Site site = new Site(folder)) {
      Path terminal = site.plain("plain").path().toRealPath();
      Path file = folder.resolve("tidegate.yaml");
      Files.writeString(file, site.yaml(1));
      try (JavaProcess other =
          JavaProcess.start(
              List.of(), Map.of(), Tidegate.class.getName(), "run", file.toString())) {
        other.awaitLine("board-up plain", 30_000);
        String holder = "tidegate (process " + other.process().pid() + ")";
        assertTrue(PortDoctor.complaint(terminal).endsWith(" is held by " + holder));
      }
    }
  }
}
